package dev.kith.sync.run;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.AccountStatus;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Reads how accounts stand. */
@ApplicationScoped
public class StatusQueries {

    /** Google's cursors die this long after the full sync they come from, increments or not. */
    static final Duration GOOGLE_CURSOR_LIFE = Duration.ofDays(7);

    private static final String ACCOUNTS = """
            SELECT a.id, a.connected_at, a.provider, a.account_id, a.status,
                CASE WHEN a.health IN ('ok', 'degraded') AND h.message IS NOT NULL THEN 'held' ELSE a.health END
                    AS health,
                CASE WHEN a.health IN ('ok', 'degraded') AND h.message IS NOT NULL THEN h.message
                    ELSE a.health_message END AS health_message,
                s.sync_cursor IS NOT NULL AS cursor,
                s.last_full_sync_at, s.last_incremental_sync_at,
                coalesce(s.last_success_at, a.last_success_at) AS last_success_at, s.last_error,
                coalesce(s.failures_in_row, 0) AS failures_in_row,
                CASE WHEN isfinite(l.next_run_at) AND a.status = 'active' AND a.health <> 'needs_consent'
                    THEN l.next_run_at END AS next_run_at,
                (SELECT r.stream_failures -> 0 ->> 'message' FROM contacts_sync_runs r
                    WHERE r.provider = a.provider AND r.account_id = a.account_id
                    ORDER BY r.started_at DESC LIMIT 1) AS stream_failure,
                %s AS contacts
            FROM contacts_source_accounts a
            LEFT JOIN contacts_sync_state s USING (provider, account_id)
            LEFT JOIN contacts_sync_leases l USING (provider, account_id)
            LEFT JOIN LATERAL (
                SELECT coalesce(r.error_message, '') AS message FROM contacts_sync_runs r
                WHERE r.provider = a.provider AND r.account_id = a.account_id AND r.state = 'HELD' LIMIT 1) h ON true
            WHERE a.disconnected_at IS NULL AND ($1::text IS NULL OR a.provider = $1)
              AND ($2::text IS NULL OR a.account_id = $2)
            ORDER BY a.provider, a.account_id
            """;

    private static final String STATUS = ACCOUNTS.formatted("""
            (SELECT count(*) FROM contacts_source_links k
                WHERE k.provider = a.provider AND k.account_id = a.account_id AND k.deleted_at IS NULL)""");

    private static final String STANDINGS = ACCOUNTS.formatted("0::bigint");

    private final Pool pool;

    StatusQueries(Pool pool) {
        this.pool = pool;
    }

    /** One entry per connected account; {@code null} arguments do not filter. */
    public Uni<List<StatusView>> list(String provider, String accountId) {
        return rows(STATUS, provider, accountId, StatusQueries::view);
    }

    /** Every connected account, without the number of its contacts. */
    public Uni<List<AccountStanding>> standings() {
        return rows(
                STANDINGS,
                null,
                null,
                row -> new AccountStanding(row.getUUID("id"), Rows.instant(row, "connected_at"), view(row)));
    }

    private <T> Uni<List<T>> rows(String query, String provider, String accountId, Function<Row, T> read) {
        return pool.preparedQuery(query)
                .execute(Tuple.of(provider, accountId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList());
    }

    private static StatusView view(Row row) {
        var verdict = HealthRule.visible(
                AccountStatus.of(row.getString("status")),
                new HealthRule.Verdict(AccountHealth.of(row.getString("health")), row.getString("health_message")),
                row.getInteger("failures_in_row"),
                row.getString("stream_failure"));
        var cursor = row.getBoolean("cursor");
        var lastFull = Rows.instant(row, "last_full_sync_at");
        var expires = cursor && lastFull != null && row.getString("provider").equals(Accounts.GOOGLE)
                ? lastFull.plus(GOOGLE_CURSOR_LIFE)
                : null;
        return new StatusView(
                row.getString("provider"),
                row.getString("account_id"),
                verdict.health(),
                verdict.message(),
                cursor,
                expires,
                lastFull,
                Rows.instant(row, "last_incremental_sync_at"),
                Rows.instant(row, "last_success_at"),
                row.getString("last_error"),
                Rows.instant(row, "next_run_at"),
                row.getLong("contacts"));
    }
}
