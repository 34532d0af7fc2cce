package dev.kith.sync.run;

import dev.kith.sync.account.ProviderRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Keeps the tables of the sync whole, whatever another program or a crash left in them. */
@ApplicationScoped
class Housekeeping {

    /** Spread so that each account has this long to itself at a start. */
    private static final long SPREAD_PER_ACCOUNT_MILLIS = 20;

    private static final String ADD_STATES = """
            INSERT INTO contacts_sync_state (provider, account_id)
            SELECT provider, account_id FROM contacts_source_accounts ON CONFLICT DO NOTHING
            """;

    private static final String ADD_LEASES = """
            INSERT INTO contacts_sync_leases (provider, account_id, next_run_at)
            SELECT provider, account_id, CASE WHEN provider = ANY($1) THEN now() ELSE 'infinity' END
            FROM contacts_source_accounts ON CONFLICT DO NOTHING
            """;

    /** A start syncs at once, but thousands of accounts one after the other; those that fail keep their distance. */
    private static final String SPREAD = """
            WITH soon AS (
                SELECT l.provider, l.account_id,
                    now() + random() * least($2::bigint, count(*) OVER () * $3::bigint) * interval '1 millisecond' AS at
                FROM contacts_sync_leases l
                JOIN contacts_sync_state s USING (provider, account_id)
                WHERE l.provider = ANY($1) AND l.owner IS NULL AND isfinite(l.next_run_at) AND s.failures_in_row = 0
            )
            UPDATE contacts_sync_leases l SET next_run_at = soon.at FROM soon
            WHERE l.provider = soon.provider AND l.account_id = soon.account_id AND l.next_run_at > soon.at
            """;

    /** An upload cannot be read again: whoever sent it has to. */
    private static final String END_ORPHANED_IMPORTS = """
            UPDATE contacts_sync_runs r
            SET state = 'FAILED', ended_at = now(), error_code = 'interrupted',
                error_message = 'The service stopped while it read the file: import it again.'
            FROM contacts_sync_leases l
            WHERE r.state = 'RUNNING' AND r.phase = 'FETCHING' AND r.provider = 'file'
              AND l.provider = r.provider AND l.account_id = r.account_id
              AND l.owner IS NOT NULL AND l.expires_at < now()
            """;

    private final Pool pool;
    private final Set<String> polled;
    private final long intervalMillis;

    Housekeeping(Pool pool, ProviderRegistry providers, SyncConfig config) {
        this.pool = pool;
        this.polled = providers.polled();
        this.intervalMillis = config.interval().toMillis();
    }

    Uni<Void> atStart() {
        return regularly()
                .chain(() -> pool.preparedQuery(SPREAD)
                        .execute(Tuple.of(names(), intervalMillis, SPREAD_PER_ACCOUNT_MILLIS)))
                .replaceWithVoid();
    }

    Uni<Void> regularly() {
        return pool.query(ADD_STATES)
                .execute()
                .chain(() -> pool.preparedQuery(ADD_LEASES).execute(Tuple.of(names())))
                .chain(() -> pool.query(END_ORPHANED_IMPORTS).execute())
                .replaceWithVoid();
    }

    private Object names() {
        return polled.toArray(String[]::new);
    }
}
