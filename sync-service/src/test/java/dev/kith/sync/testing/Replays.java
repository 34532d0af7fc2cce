package dev.kith.sync.testing;

import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.UUID;

/** Only one replay is under way at a time, and tests of one application begin some without waiting for their end. */
public final class Replays {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Replays() {}

    /** Begins one that another instance holds, and says nothing more of. */
    public static UUID heldElsewhere(Pool pool, boolean dryRun, boolean rebuild) {
        return UUID.fromString(new Rows(pool).texts("""
                        INSERT INTO contacts_replays
                            (id, dry_run, rebuild, requested_by, last_decision, owner, expires_at)
                        VALUES (gen_random_uuid(), $1, $2, 'test', 0, 'another instance', now() + interval '1 hour')
                        RETURNING id
                        """, dryRun, rebuild).get(0));
    }

    public static void awaitNone(Pool pool) {
        await().atMost(PATIENCE)
                .until(() -> new Rows(pool)
                        .texts("SELECT 1 FROM contacts_replays WHERE state = 'RUNNING'")
                        .isEmpty());
    }
}
