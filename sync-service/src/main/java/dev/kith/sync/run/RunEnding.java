package dev.kith.sync.run;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends runs that end without a page to apply. Each statement ends the run and moves its account in one go, and locks the
 * account's state first, as the appliers do: another order could block both.
 */
@ApplicationScoped
class RunEnding {

    /** Looks at the lease once the account is locked: whoever waited for that may have lost it meanwhile. */
    private static final String HELD = """
            WITH locked AS (
                SELECT provider, account_id FROM contacts_sync_state WHERE provider = $1 AND account_id = $2 FOR UPDATE
            ), held AS (
                SELECT l.provider, l.account_id, l.fence
                FROM contacts_sync_leases l JOIN locked USING (provider, account_id)
                WHERE l.owner = $3 AND l.fence = $4 FOR SHARE OF l
            )
            """;

    private static final String FINISH_EMPTY = HELD + """
            , ended AS (
                UPDATE contacts_sync_runs r SET state = 'SUCCEEDED', phase = 'DONE', ended_at = now()
                FROM held WHERE r.run_id = $5 AND r.state = 'RUNNING' AND r.phase = 'FETCHING'
                RETURNING r.provider, r.account_id, held.fence
            ), moved AS (
                UPDATE contacts_sync_state s
                SET sync_cursor = coalesce($6, s.sync_cursor),
                    cursor_issued_at = CASE WHEN $6 IS NULL THEN s.cursor_issued_at ELSE now() END,
                    last_incremental_sync_at = now(), last_success_at = now(), failures_in_row = 0,
                    last_error = NULL, applied_fence = greatest(s.applied_fence, ended.fence)
                FROM ended WHERE s.provider = ended.provider AND s.account_id = ended.account_id
            ), healed AS (
                UPDATE contacts_source_accounts a
                SET last_success_at = now(),
                    health_message = CASE WHEN a.health IN ('degraded', 'needs_consent') THEN NULL
                        ELSE a.health_message END,
                    health = CASE WHEN a.health IN ('degraded', 'needs_consent') THEN 'ok' ELSE a.health END
                FROM ended WHERE a.provider = ended.provider AND a.account_id = ended.account_id
            )
            SELECT count(*) AS ended FROM ended
            """;

    private static final String FAIL = HELD + """
            , ended AS (
                UPDATE contacts_sync_runs r
                SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = $6, error_message = $7
                FROM held
                WHERE r.run_id = $5 AND r.provider = held.provider AND r.account_id = held.account_id
                  AND r.state = 'RUNNING'
                RETURNING r.provider, r.account_id, r.mode
            ), moved AS (
                UPDATE contacts_sync_state s
                SET last_error = $7, failures_in_row = s.failures_in_row + 1,
                    full_requested = s.full_requested OR ended.mode = 'full'
                FROM ended WHERE s.provider = ended.provider AND s.account_id = ended.account_id
            ), judged AS (
                UPDATE contacts_source_accounts a SET health = $8, health_message = $9
                FROM ended WHERE a.provider = ended.provider AND a.account_id = ended.account_id AND $8::text IS NOT NULL
            )
            SELECT count(*) AS ended FROM ended
            """;

    private static final String NOTE_TROUBLE = HELD + """
            UPDATE contacts_sync_state s SET last_error = $5, failures_in_row = failures_in_row + 1
            FROM held WHERE s.provider = held.provider AND s.account_id = held.account_id
            """;

    private final Pool pool;

    RunEnding(Pool pool) {
        this.pool = pool;
    }

    /**
     * Nothing changed at the source: the cursor moves at once.
     *
     * @return whether this instance still had the right to; if not, nothing was changed
     */
    Uni<Boolean> finishEmpty(Lease lease, UUID runId, String nextCursor) {
        return ended(FINISH_EMPTY, holder(lease).addUUID(runId).addString(nextCursor));
    }

    /**
     * Ends the run as failed; cursor and checkpointed work stay.
     *
     * @param verdict what becomes of the account's health, if anything
     * @return as {@link #finishEmpty}
     */
    public Uni<Boolean> fail(
            Lease lease, UUID runId, String code, String message, Optional<HealthRule.Verdict> verdict) {
        return ended(
                FAIL,
                holder(lease)
                        .addUUID(runId)
                        .addString(code)
                        .addString(message)
                        .addString(verdict.map(judged -> judged.health().wire()).orElse(null))
                        .addString(verdict.map(HealthRule.Verdict::message).orElse(null)));
    }

    /** Notes why a run does not get on, while it stays open and the lease is held. */
    Uni<Void> noteTrouble(Lease lease, String message) {
        return pool.preparedQuery(NOTE_TROUBLE)
                .execute(holder(lease).addString(message))
                .replaceWithVoid();
    }

    private static Tuple holder(Lease lease) {
        return Tuple.of(lease.provider(), lease.accountId(), lease.owner(), lease.fence());
    }

    private Uni<Boolean> ended(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> rows.iterator().next().getLong("ended") == 1);
    }
}
