package dev.kith.sync.testing;

import static org.awaitility.Awaitility.await;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Only one replay is under way at a time, and tests of one application begin some without waiting for their end. */
public final class Replays {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private Replays() {}

    public static void awaitNone(Pool pool) {
        await().atMost(PATIENCE)
                .until(() -> new Rows(pool)
                        .texts("SELECT 1 FROM contacts_replays WHERE state = 'RUNNING'")
                        .isEmpty());
    }
}
