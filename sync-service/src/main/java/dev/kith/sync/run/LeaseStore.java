package dev.kith.sync.run;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Leases in PostgreSQL, on PostgreSQL's clock alone: the clocks of instances may differ.
 */
@ApplicationScoped
class LeaseStore {

    /**
     * Accounts that are due, that have a run a dead owner left or somebody asked for, or whose deletions wait to be
     * confirmed. A run that is being applied needs nobody. Open runs go first: somebody waits for them, and many accounts
     * may be due.
     */
    private static final String CLAIM_DUE = """
            WITH wanted AS (
                SELECT provider, account_id FROM contacts_sync_leases WHERE next_run_at <= now()
                UNION
                SELECT provider, account_id FROM contacts_sync_runs
                WHERE state = 'RUNNING' AND phase IN ('FETCHING', 'CONFIRMING')
            ), picked AS (
                SELECT l.provider, l.account_id
                FROM wanted
                JOIN contacts_sync_leases l USING (provider, account_id)
                JOIN contacts_source_accounts a USING (provider, account_id)
                LEFT JOIN contacts_sync_runs r ON r.provider = l.provider AND r.account_id = l.account_id
                    AND r.state = 'RUNNING'
                WHERE (l.owner IS NULL OR l.expires_at <= now())
                  AND a.status = 'active'
                  AND CASE
                      WHEN r.run_id IS NULL THEN
                          l.next_run_at <= now() AND a.health <> 'needs_consent' AND l.provider = ANY($2)
                      WHEN r.next_attempt_at > now() THEN false
                      WHEN r.phase = 'FETCHING' THEN l.provider = ANY($2)
                      ELSE r.phase = 'CONFIRMING'
                  END
                ORDER BY r.run_id IS NULL, l.next_run_at
                LIMIT $3
                FOR UPDATE OF l SKIP LOCKED
            )
            UPDATE contacts_sync_leases l
            SET owner = $1, fence = l.fence + 1, expires_at = now() + $4::bigint * interval '1 millisecond'
            FROM picked
            WHERE l.provider = picked.provider AND l.account_id = picked.account_id
            RETURNING l.provider, l.account_id, l.owner, l.fence
            """;

    private static final String CLAIM = """
            UPDATE contacts_sync_leases
            SET owner = $3, fence = fence + 1, expires_at = now() + $4::bigint * interval '1 millisecond'
            WHERE provider = $1 AND account_id = $2 AND (owner IS NULL OR expires_at <= now())
            RETURNING provider, account_id, owner, fence
            """;

    private static final String HEARTBEAT = """
            UPDATE contacts_sync_leases SET expires_at = now() + $5::bigint * interval '1 millisecond'
            WHERE provider = $1 AND account_id = $2 AND owner = $3 AND fence = $4
            """;

    private static final String RAISE = """
            UPDATE contacts_sync_leases
            SET fence = fence + 1, expires_at = now() + $5::bigint * interval '1 millisecond'
            WHERE provider = $1 AND account_id = $2 AND owner = $3 AND fence = $4
            RETURNING fence
            """;

    private static final String HELD = """
            SELECT 1 FROM contacts_sync_leases
            WHERE provider = $1 AND account_id = $2 AND owner = $3 AND fence = $4 FOR SHARE
            """;

    /** A full sync asked for meanwhile is due at once, whatever was planned, unless the account waits for a decision. */
    private static final String RELEASE = """
            UPDATE contacts_sync_leases l
            SET owner = NULL, expires_at = NULL,
                next_run_at = CASE
                    WHEN s.full_requested AND s.failures_in_row = 0 AND NOT EXISTS (
                        SELECT 1 FROM contacts_sync_runs r
                        WHERE r.provider = l.provider AND r.account_id = l.account_id AND r.state = 'HELD') THEN now()
                    WHEN $5::bigint IS NULL THEN l.next_run_at
                    ELSE now() + $5::bigint * interval '1 millisecond' END
            FROM contacts_sync_state s
            WHERE l.provider = $1 AND l.account_id = $2 AND l.owner = $3 AND l.fence = $4
              AND s.provider = l.provider AND s.account_id = l.account_id
            """;

    private final Pool pool;
    private final Duration lifetime;

    LeaseStore(Pool pool, SyncConfig config) {
        this.pool = pool;
        // The rest is for others to look who is silent, which they do once in a while only.
        this.lifetime = config.lease().multipliedBy(3).dividedBy(4);
    }

    /** Keeps a lease that was claimed, until it is released. */
    HeldLease hold(Lease lease) {
        return new HeldLease(this, lease, lifetime);
    }

    /** Claims up to {@code limit} accounts that need work and that nobody works on. */
    Uni<List<Lease>> claimDue(String owner, Set<String> polled, int limit) {
        return pool.preparedQuery(CLAIM_DUE)
                .execute(Tuple.of(owner, polled.toArray(String[]::new), limit, lifetime.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LeaseStore::lease)
                        .toList());
    }

    /** Claims one account, due or not; nothing when another instance works on it. */
    public Uni<Optional<Lease>> claim(String provider, String accountId, String owner) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(provider, accountId, owner, lifetime.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(LeaseStore::lease)
                        .findFirst());
    }

    /** Keeps the lease; {@code false} when it was lost to another instance. */
    public Uni<Boolean> heartbeat(Lease lease) {
        return pool.preparedQuery(HEARTBEAT)
                .execute(held(lease).addLong(lifetime.toMillis()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Raises the fence without giving up the lease; nothing when it was lost. */
    Uni<Optional<Lease>> raiseFence(Lease lease) {
        return pool.preparedQuery(RAISE)
                .execute(held(lease).addLong(lifetime.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> lease.withFence(row.getLong("fence")))
                        .findFirst());
    }

    /**
     * Gives the lease back.
     *
     * @param nextRun when the account is due again; {@code null} leaves what was planned
     */
    public Uni<Void> release(Lease lease, Duration nextRun) {
        return pool.preparedQuery(RELEASE)
                .execute(held(lease).addLong(nextRun == null ? null : nextRun.toMillis()))
                .replaceWithVoid();
    }

    /**
     * Makes sure, to the end of the transaction, that the lease is held. Fails with {@link RunEndedException} when it was
     * lost: whoever slept through its end must not touch what its successor works on. Whoever locks the account's state
     * too does so before.
     */
    static Uni<Void> requireHeld(SqlConnection connection, Lease lease) {
        return connection.preparedQuery(HELD).execute(held(lease)).map(rows -> {
            if (rows.size() == 0) {
                throw new RunEndedException();
            }
            return null;
        });
    }

    private static Tuple held(Lease lease) {
        return Tuple.of(lease.provider(), lease.accountId(), lease.owner(), lease.fence());
    }

    private static Lease lease(Row row) {
        return new Lease(
                row.getString("provider"), row.getString("account_id"), row.getString("owner"), row.getLong("fence"));
    }
}
