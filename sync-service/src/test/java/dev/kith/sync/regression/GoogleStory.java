package dev.kith.sync.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
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
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One Google account whose contacts go through the real log into the real CRM, told sync by sync. */
@Dependent
class GoogleStory {

    static final Duration WAIT = Duration.ofSeconds(60);

    private final Accounts accounts;
    private final SyncNow syncNow;
    private final Pool pool;
    private final StandInControl google = Google.control();
    private final String account = "story-" + UUID.randomUUID();
    /** Keeps the people of one story apart from those of all others. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    private Instant changed = Instant.EPOCH;

    GoogleStory(Accounts accounts, SyncNow syncNow, Pool pool) {
        this.accounts = accounts;
        this.syncNow = syncNow;
        this.pool = pool;
        Google.account(account);
    }

    String account() {
        return account;
    }

    String mark() {
        return mark;
    }

    StandInControl google() {
        return google;
    }

    void connect() {
        connect(Map.of());
    }

    void connect(Map<String, String> settings) {
        accounts.registerGoogle(account, "refresh-" + account, settings).await().atMost(WAIT);
    }

    void disconnect() {
        accounts.disconnect(Accounts.GOOGLE, account).await().atMost(WAIT);
    }

    /** A person nobody else's story knows, by first name. */
    ObjectNode person(String first) {
        ObjectNode person = Google.person(first, "Of" + mark);
        person.putArray("emailAddresses").addObject().put("value", email(first));
        return person;
    }

    ObjectNode person(String first, String title) {
        ObjectNode person = person(first);
        person.putArray("organizations").addObject().put("name", "Works").put("title", title);
        return person;
    }

    String email(String first) {
        return first.toLowerCase(Locale.ROOT) + "@" + mark + ".example";
    }

    String put(int number, ObjectNode person) {
        String name = google.putContact(account, sourceId(number), person);
        changed = Instant.now();
        return name;
    }

    void delete(int number) {
        google.deleteContact(account, sourceId(number));
        changed = Instant.now();
    }

    /** A new version of the same content. */
    void touch(int number) {
        google.touchContact(account, sourceId(number));
        changed = Instant.now();
    }

    private String sourceId(int number) {
        return mark + Integer.toHexString(number);
    }

    /** Syncs what changed; the run must succeed. */
    RunView sync() {
        return succeeded(run(SyncMode.INCREMENTAL));
    }

    RunView fullSync() {
        return succeeded(run(SyncMode.FULL));
    }

    /** A run to its end, whatever that is. */
    RunView run(SyncMode mode) {
        return OwnRun.of(syncNow, account, mode, changed, WAIT);
    }

    private static RunView succeeded(RunView run) {
        assertThat(run.state()).as("%s", run).isEqualTo(RunState.SUCCEEDED);
        return run;
    }

    /** The contact the account's person of this first name leads to. */
    UUID contact(String first) {
        return UUID.fromString(text("""
                SELECT DISTINCT c.id::text FROM contacts c WHERE c.first_name = $1 AND c.last_name = $2
                """, first, "Of" + mark));
    }

    String field(String first, String column) {
        return text("SELECT " + column + "::text FROM contacts WHERE id = $1", contact(first));
    }

    List<String> infos(String first, String type) {
        return texts(
                "SELECT value FROM contact_info WHERE contact_id = $1 AND type = $2 ORDER BY value",
                contact(first),
                type);
    }

    List<String> labels(String first) {
        return texts("""
                SELECT name FROM labels n JOIN contact_labels m ON m.label_id = n.id WHERE m.contact_id = $1 ORDER BY name
                """, contact(first));
    }

    /** Everything the CRM holds but its feed: contacts by id, and what hangs on them by what it says. */
    String picture() {
        return picture("");
    }

    /** The same of some contacts. */
    String picture(List<UUID> contacts) {
        return picture(" WHERE contact = ANY ($1)", (Object) contacts.toArray(UUID[]::new));
    }

    private String picture(String which, Object... arguments) {
        return Stream.of(
                        "SELECT id, to_jsonb(c) - ARRAY['updated_at','metadata','archived_at']"
                                + " || jsonb_build_object('archived', archived_at IS NOT NULL) FROM contacts c",
                        "SELECT contact_id, to_jsonb(i) - ARRAY['id','created_at'] FROM contact_info i",
                        "SELECT contact_id, to_jsonb(a) - ARRAY['id','created_at','updated_at'] FROM addresses a",
                        "SELECT contact_id, to_jsonb(d) - ARRAY['id','created_at'] FROM important_dates d",
                        "SELECT contact_id, to_jsonb(i) - ARRAY['id','created_at'] FROM interactions i",
                        "SELECT contact_id, jsonb_build_object('contact', contact_id, 'label', name)"
                                + " FROM contact_labels m JOIN labels n ON n.id = m.label_id")
                .flatMap(query ->
                        texts("SELECT held::text FROM (" + query + ") q (contact, held)" + which, arguments).stream())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Descriptions of the account's activity of one type, oldest first. */
    List<String> activity(String type) {
        return texts("""
                SELECT description FROM activity_feed WHERE details ->> 'accountId' = $1 AND type = $2 ORDER BY created_at
                """, account, type);
    }

    long activities() {
        return Long.parseLong(
                text("SELECT count(*)::text FROM activity_feed WHERE details ->> 'accountId' = $1", account));
    }

    List<String> openQuestions(String kind) {
        return texts("""
                SELECT subject FROM contacts_review_items WHERE account_id = $1 AND kind = $2 AND status = 'open'
                """, account, kind);
    }

    void sql(String statement, Object... arguments) {
        pool.preparedQuery(statement)
                .execute(Tuple.from(List.of(arguments)))
                .await()
                .atMost(WAIT);
    }

    /** Empties the CRM as an operator does: once more if the service was writing and one of both had to give way. */
    void emptyCrm() {
        OptimisticTransaction.in(
                        pool,
                        connection -> connection
                                .query("TRUNCATE contacts, labels, interactions, activity_feed CASCADE")
                                .execute())
                .await()
                .atMost(WAIT);
    }

    List<String> texts(String query, Object... arguments) {
        List<String> texts = new ArrayList<>();
        pool.preparedQuery(query)
                .execute(Tuple.from(List.of(arguments)))
                .await()
                .atMost(WAIT)
                .forEach(row -> texts.add(row.getString(0)));
        return texts;
    }

    String text(String query, Object... arguments) {
        List<String> texts = texts(query, arguments);
        if (texts.size() != 1) {
            throw new AssertionError("expected one row but found " + texts);
        }
        return texts.get(0);
    }
}
