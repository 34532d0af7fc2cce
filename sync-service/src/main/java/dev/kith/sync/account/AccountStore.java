package dev.kith.sync.account;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The connected accounts in PostgreSQL. Disconnected ones are kept but not found. */
@ApplicationScoped
public class AccountStore {

    private static final String COLUMNS = """
            id, provider, account_id, region, bound_identity, settings, status, health, health_message,
            subject_email, connected_at, last_success_at
            """;
    private static final String CONNECTED = " FROM contacts_source_accounts WHERE disconnected_at IS NULL";

    private final Pool pool;
    private final String defaultRegion;

    AccountStore(Pool pool, DefaultRegion defaultRegion) {
        this.pool = pool;
        this.defaultRegion = defaultRegion.code();
    }

    public Uni<Optional<ConnectedAccount>> find(String provider, String accountId) {
        return query(
                        "SELECT " + COLUMNS + CONNECTED + " AND provider = $1 AND account_id = $2",
                        Tuple.of(provider, accountId))
                .map(accounts -> accounts.stream().findFirst());
    }

    /** The account that is bound to whoever answered so. */
    Uni<Optional<ConnectedAccount>> findBound(String provider, String identity) {
        return query(
                        "SELECT " + COLUMNS + CONNECTED
                                + " AND provider = $1 AND bound_identity = $2 ORDER BY connected_at LIMIT 1",
                        Tuple.of(provider, identity))
                .map(accounts -> accounts.stream().findFirst());
    }

    /** All connected accounts, or those of one provider when {@code provider} is not {@code null}. */
    public Uni<List<ConnectedAccount>> list(String provider) {
        return query(
                "SELECT " + COLUMNS + CONNECTED
                        + " AND ($1::text IS NULL OR provider = $1) ORDER BY provider, account_id",
                Tuple.of(provider));
    }

    /**
     * Connects an account, or connects it anew, and makes its lease and state rows. A new account is not due before
     * {@link #makeDue}.
     */
    public Uni<ConnectedAccount> register(String provider, String accountId, Map<String, String> settings) {
        return pool.withTransaction(connection -> upsert(connection, provider, accountId, settings)
                .call(() -> execute(connection, """
                        INSERT INTO contacts_sync_state (provider, account_id) VALUES ($1, $2)
                        ON CONFLICT (provider, account_id) DO NOTHING
                        """, Tuple.of(provider, accountId)))
                .call(() -> execute(connection, """
                        INSERT INTO contacts_sync_leases (provider, account_id, next_run_at) VALUES ($1, $2, 'infinity')
                        ON CONFLICT (provider, account_id) DO NOTHING
                        """, Tuple.of(provider, accountId))));
    }

    private Uni<ConnectedAccount> upsert(
            SqlConnection connection, String provider, String accountId, Map<String, String> settings) {
        return connection
                .preparedQuery("""
                        INSERT INTO contacts_source_accounts (provider, account_id, region, settings)
                        VALUES ($1, $2, $3, $4)
                        ON CONFLICT (provider, account_id) DO UPDATE SET
                            region = coalesce(contacts_source_accounts.region, excluded.region),
                            settings = contacts_source_accounts.settings || excluded.settings,
                            status = CASE contacts_source_accounts.status
                                WHEN 'disconnected' THEN 'active' ELSE contacts_source_accounts.status END,
                            disconnected_at = NULL, settled_at = NULL
                        RETURNING\s""" + COLUMNS)
                .execute(Tuple.of(provider, accountId, defaultRegion, settingsJson(settings)))
                .map(rows -> account(rows.iterator().next()));
    }

    private static JsonObject settingsJson(Map<String, String> settings) {
        var json = new JsonObject();
        settings.forEach(json::put);
        return json;
    }

    /** Has the account have these settings and no others. */
    Uni<Void> setSettings(SourceAccount account, Map<String, String> settings) {
        return update(
                        "UPDATE contacts_source_accounts SET settings = $2 WHERE id = $1",
                        Tuple.of(account.id(), settingsJson(settings)))
                .replaceWithVoid();
    }

    /** Lets the next poll take the account, whatever it was waiting for. */
    public Uni<Void> makeDue(SourceAccount account) {
        return AccountSchedule.dueAtOnce(pool, account);
    }

    /**
     * Binds the account to whoever answered, unless it is bound already.
     *
     * @return whether the account is now bound to this identity; {@code false} when to another one
     */
    public Uni<Boolean> bind(SourceAccount account, String identity, String subjectEmail) {
        return update("""
                        UPDATE contacts_source_accounts
                        SET bound_identity = $2, subject_email = coalesce($3, subject_email)
                        WHERE id = $1 AND (bound_identity IS NULL OR bound_identity = $2)
                        """, Tuple.of(account.id(), identity, subjectEmail)).map(changed -> changed == 1);
    }

    public Uni<Void> setHealth(SourceAccount account, AccountHealth health, String message) {
        return update(
                        "UPDATE contacts_source_accounts SET health = $2, health_message = $3 WHERE id = $1",
                        Tuple.of(account.id(), health.wire(), message))
                .replaceWithVoid();
    }

    /** Forgets past trouble: what comes next is judged for itself. */
    Uni<Void> heal(SourceAccount account) {
        return inTurn(Tuple.of(account.provider(), account.accountId()), """
                UPDATE contacts_sync_state SET failures_in_row = 0, last_error = NULL
                WHERE provider = $1 AND account_id = $2
                """, """
                UPDATE contacts_source_accounts SET health = 'ok', health_message = NULL
                WHERE provider = $1 AND account_id = $2
                """);
    }

    /** Notes a trouble that a person should know of at once, however often it has come. */
    Uni<Void> degrade(SourceAccount account, String message) {
        return inTurn(Tuple.of(account.provider(), account.accountId(), message), """
                UPDATE contacts_sync_state SET failures_in_row = greatest(failures_in_row, 3), last_error = $3
                WHERE provider = $1 AND account_id = $2
                """, """
                UPDATE contacts_source_accounts SET health = 'degraded', health_message = $3
                WHERE provider = $1 AND account_id = $2
                """);
    }

    private Uni<Void> inTurn(Tuple arguments, String first, String second) {
        return pool.withTransaction(connection -> execute(connection, first, arguments)
                .chain(() -> execute(connection, second, arguments))
                .replaceWithVoid());
    }

    /** Pauses or resumes an account that is connected. */
    Uni<Boolean> setStatus(SourceAccount account, AccountStatus status) {
        return update(
                        "UPDATE contacts_source_accounts SET status = $2 WHERE id = $1 AND disconnected_at IS NULL",
                        Tuple.of(account.id(), status.wire()))
                .map(changed -> changed == 1);
    }

    private Uni<List<ConnectedAccount>> query(String sql, Tuple arguments) {
        return pool.preparedQuery(sql)
                .execute(arguments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::account)
                        .toList());
    }

    private Uni<Integer> update(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments).map(RowSet::rowCount);
    }

    private static Uni<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }

    private ConnectedAccount account(Row row) {
        var settings = row.getJsonObject("settings").stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
        var source = new SourceAccount(
                row.getUUID("id"),
                row.getString("provider"),
                row.getString("account_id"),
                Objects.requireNonNullElse(row.getString("region"), defaultRegion),
                row.getString("bound_identity"),
                settings);
        return new ConnectedAccount(
                source,
                AccountStatus.of(row.getString("status")),
                AccountHealth.of(row.getString("health")),
                row.getString("health_message"),
                row.getString("subject_email"),
                instant(row.getOffsetDateTime("connected_at")),
                instant(row.getOffsetDateTime("last_success_at")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
