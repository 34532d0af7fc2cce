package dev.kith.sync.run;

import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.backfill.apply.Inheritances;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the tables of the sync whole, whatever another program or a crash left in them. */
@Startup
@ApplicationScoped
class Housekeeping {

    /** Spread so that each account has this long to itself at a start. */
    private static final long SPREAD_PER_ACCOUNT_MILLIS = 20;

    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private static final String ADD_STATES = """
            INSERT INTO contacts_sync_state (provider, account_id)
            SELECT provider, account_id FROM contacts_source_accounts ON CONFLICT DO NOTHING
            """;

    private static final String ADD_LEASES = """
            INSERT INTO contacts_sync_leases (provider, account_id, next_run_at)
            SELECT provider, account_id, CASE WHEN provider = ANY($1) THEN now() ELSE 'infinity' END
            FROM contacts_source_accounts ON CONFLICT DO NOTHING
            """;

    /**
     * A start syncs at once, but thousands of accounts one after the other. Those that fail keep their distance, and those
     * somebody synced before this was looked at have had their start.
     */
    private static final String SPREAD = """
            WITH soon AS (
                SELECT l.provider, l.account_id,
                    now() + random() * least($2::bigint, count(*) OVER () * $3::bigint) * interval '1 millisecond' AS at
                FROM contacts_sync_leases l
                JOIN contacts_sync_state s USING (provider, account_id)
                WHERE l.provider = ANY($1) AND l.owner IS NULL AND isfinite(l.next_run_at) AND s.failures_in_row = 0
                  AND (s.last_success_at < now() - $4::bigint * interval '1 millisecond') IS NOT FALSE
            )
            UPDATE contacts_sync_leases l SET next_run_at = soon.at FROM soon
            WHERE l.provider = soon.provider AND l.account_id = soon.account_id AND l.next_run_at > soon.at
            """;

    /** An upload cannot be read again: whoever sent it has to. */
    private static final String END_ORPHANED_IMPORTS = """
            UPDATE contacts_sync_runs r
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'interrupted',
                error_message = 'The service stopped while it read the file: import it again.'
            FROM contacts_sync_leases l
            WHERE r.state = 'RUNNING' AND r.phase = 'FETCHING' AND r.provider = 'file'
              AND l.provider = r.provider AND l.account_id = r.account_id
              AND (l.owner IS NULL OR l.expires_at < now())
            """;

    /** What the log took of a file and never gave back is lost; whoever sent it has to send it again. */
    private static final String END_LOST_IMPORTS = """
            UPDATE contacts_sync_runs
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'incomplete',
                error_message = 'Part of the file never arrived: import it again. What arrived is not imported twice.'
            WHERE state = 'RUNNING' AND phase = 'APPLYING' AND provider = 'file'
              AND chain_started_at < now() - $1::bigint * interval '1 millisecond'
            """;

    /** An agent that broke off and never came back. */
    private static final String END_LEFT_BY_AGENTS = """
            UPDATE contacts_sync_runs
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'interrupted',
                error_message = 'The agent stopped before it had sent everything. Its next run sends the rest.'
            WHERE state = 'RUNNING' AND phase = 'APPLYING' AND trigger = 'agent'
              AND chain_started_at < now() - $1::bigint * interval '1 millisecond'
            """;

    /** What the log took but never gave back (it was replaced, or lost its end) is read again, in the same run. */
    private static final String READ_AGAIN = """
            UPDATE contacts_sync_runs SET phase = 'FETCHING'
            WHERE state = 'RUNNING' AND phase = 'APPLYING' AND provider = ANY($1)
              AND chain_started_at < now() - $2::bigint * interval '1 millisecond'
            """;

    /** The latest run of an account stays, whatever its age. */
    private static final String FORGET_OLD_RUNS = """
            DELETE FROM contacts_sync_runs WHERE run_id IN (
                SELECT r.run_id FROM contacts_sync_runs r
                WHERE r.ended_at < now() - $1::bigint * interval '1 millisecond' AND r.state <> 'HELD'
                  AND EXISTS (
                    SELECT 1 FROM contacts_sync_runs later
                    WHERE later.provider = r.provider AND later.account_id = r.account_id
                      AND later.started_at > r.started_at)
                LIMIT $2 FOR UPDATE OF r SKIP LOCKED)
            """;

    /** What still waits for a person stays. */
    private static final String FORGET_RESOLVED = """
            DELETE FROM contacts_quarantine WHERE id IN (
                SELECT id FROM contacts_quarantine
                WHERE status = 'resolved' AND resolved_at < now() - $1::bigint * interval '1 millisecond'
                LIMIT $2 FOR UPDATE SKIP LOCKED)
            """;

    private final Pool pool;
    private final Set<String> polled;
    private final SyncConfig config;
    private final Duration keepRuns;
    private final Duration keepResolved;
    private final Inheritances inheritances;
    private final Clock clock;
    private final Instant started;

    Housekeeping(
            Pool pool,
            ProviderRegistry providers,
            SyncConfig config,
            Inheritances inheritances,
            Clock clock,
            @ConfigProperty(name = "kith.retention.runs", defaultValue = "P30D") Duration keepRuns,
            @ConfigProperty(name = "kith.retention.quarantine", defaultValue = "P90D") Duration keepResolved) {
        this.pool = pool;
        this.polled = providers.polled();
        this.config = config;
        this.keepRuns = keepRuns;
        this.keepResolved = keepResolved;
        this.inheritances = inheritances;
        this.clock = clock;
        this.started = clock.instant();
    }

    Uni<Void> atStart() {
        return regularly()
                .chain(() -> pool.preparedQuery(SPREAD)
                        .execute(
                                Tuple.of(names(), config.interval().toMillis(), SPREAD_PER_ACCOUNT_MILLIS, upMillis())))
                .replaceWithVoid();
    }

    Uni<Void> regularly() {
        return pool.query(ADD_STATES)
                .execute()
                .chain(() -> pool.preparedQuery(ADD_LEASES).execute(Tuple.of(names())))
                .chain(() -> pool.query(END_ORPHANED_IMPORTS).execute())
                .chain(() -> pool.preparedQuery(END_LOST_IMPORTS)
                        .execute(Tuple.of(config.chainLifetime().toMillis())))
                .chain(() -> pool.preparedQuery(END_LEFT_BY_AGENTS)
                        .execute(Tuple.of(config.chainLifetime().toMillis())))
                .chain(() -> pool.preparedQuery(READ_AGAIN)
                        .execute(Tuple.of(names(), config.chainLifetime().toMillis())))
                .chain(() -> forget(FORGET_OLD_RUNS, keepRuns))
                .chain(() -> forget(FORGET_RESOLVED, keepResolved))
                .chain(inheritances::settle);
    }

    /** However many there are, a moderate transaction at a time. */
    private Uni<Void> forget(String sql, Duration kept) {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.preparedQuery(sql).execute(Tuple.of(kept.toMillis(), FORGOTTEN_AT_ONCE)))
                .whilst(rows -> rows.rowCount() == FORGOTTEN_AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private long upMillis() {
        return Duration.between(started, clock.instant()).toMillis();
    }

    private Object names() {
        return polled.toArray(String[]::new);
    }
}
