package dev.kith.sync;

import dev.kith.model.SyncMode;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.StatusQueries;
import dev.kith.sync.run.StatusView;
import dev.kith.sync.run.SyncNow;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.OwnRun;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A Google account of a test's own: at the stand-in, and connected to the service. */
@Dependent
class GoogleAccount {

    private static final Duration WAIT = Duration.ofSeconds(60);

    final StandInControl google = Google.control();
    final String id = "account-" + UUID.randomUUID();
    private final Accounts accounts;
    private final SyncNow syncNow;
    private final StatusQueries statuses;
    private final Pool pool;

    private Instant changed = Instant.EPOCH;

    GoogleAccount(Accounts accounts, SyncNow syncNow, StatusQueries statuses, Pool pool) {
        this.accounts = accounts;
        this.syncNow = syncNow;
        this.statuses = statuses;
        this.pool = pool;
        Google.account(id);
    }

    void connect() {
        connect(refreshToken(), Map.of());
    }

    void connect(String refreshToken, Map<String, String> settings) {
        accounts.registerGoogle(id, refreshToken, settings).await().atMost(WAIT);
    }

    String refreshToken() {
        return "refresh-" + id;
    }

    void disconnect() {
        accounts.disconnect(Accounts.GOOGLE, id).await().atMost(WAIT);
    }

    /** Puts contacts called Person 1, Person 2 and so on. */
    void put(int from, int to) {
        for (int i = from; i <= to; i++) {
            put("Person", i);
        }
    }

    void put(String first, int number) {
        google.putContact(id, sourceId(number), Google.person(first, lastName(number)));
        changed = Instant.now();
    }

    void delete(int number) {
        google.deleteContact(id, sourceId(number));
        changed = Instant.now();
    }

    /** Different in every account, so that nobody is taken for somebody of another test. */
    String sourceId(int number) {
        return id.substring(id.indexOf('-') + 1).replace("-", "").substring(0, 12) + "a" + number;
    }

    String lastName(int number) {
        return "X" + sourceId(number);
    }

    RunView sync(SyncMode mode) {
        return OwnRun.of(syncNow, id, mode, changed, WAIT);
    }

    StatusView status() {
        return statuses.list(Accounts.GOOGLE, id).await().atMost(WAIT).get(0);
    }

    /** First names and numbers of the people in the CRM, by number. */
    List<String> names() {
        return texts("""
                SELECT c.first_name || ' ' || right(c.name, 1)
                FROM contacts c JOIN contacts_source_links l ON l.local_contact_id = c.id
                WHERE l.account_id = $1 ORDER BY right(c.name, 1)
                """);
    }

    long deletedLinks() {
        return Long.parseLong(
                texts("SELECT count(*) FROM contacts_source_links WHERE account_id = $1 AND deleted_at IS NOT NULL")
                        .get(0));
    }

    /** The first column of a query about the account, whose id is the one argument. */
    List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        pool.preparedQuery(sql)
                .execute(Tuple.of(id))
                .await()
                .atMost(WAIT)
                .forEach(row -> texts.add(String.valueOf(row.getValue(0))));
        return texts;
    }

    void change(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(id)).await().atMost(WAIT);
    }
}
