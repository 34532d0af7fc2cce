package dev.kith.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.PasswordCredentials;
import dev.kith.sync.run.HeldRuns;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.StatusQueries;
import dev.kith.sync.run.SyncNow;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Rows;
import dev.kith.sync.testing.dav.Cards;
import dev.kith.sync.testing.dav.DavProxy;
import dev.kith.sync.testing.dav.DavProxy.Asked;
import dev.kith.sync.testing.dav.DavServer;
import dev.kith.sync.testing.dav.DavServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From real CardDAV servers through the real log into the CRM. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class CardDavToCrmTest {

    private static final Duration WAIT = Duration.ofMinutes(15);
    /** Servers take minutes to be filled with 5,000 cards: {@code -Dkith.test.cards=5000} does. */
    private static final int MANY = Integer.getInteger("kith.test.cards", 300);

    @Inject
    Accounts accounts;

    @Inject
    SyncNow syncNow;

    @Inject
    HeldRuns heldRuns;

    @Inject
    StatusQueries status;

    @Inject
    Pool pool;

    /** Different in every test, so that nobody is taken for somebody of another one; in capitals like Apple's UIDs. */
    private final String marker =
            "M" + Integer.toHexString(UUID.randomUUID().hashCode()).toUpperCase(Locale.ROOT);

    private DavServer server;
    private DavProxy proxy;

    @AfterEach
    void disconnect() {
        if (proxy != null) {
            accounts.disconnect(Accounts.CARDDAV, marker).await().atMost(WAIT);
            proxy.close();
        }
    }

    private void open(DavServers which) {
        server = which.empty();
        proxy = new DavProxy(server);
    }

    private void connect() {
        accounts.registerCardDav(
                        marker, new PasswordCredentials(proxy.url(), DavServer.USER, DavServer.PASSWORD), Map.of())
                .await()
                .atMost(WAIT);
    }

    private RunView sync(SyncMode mode) {
        RunView run = syncNow.start(Accounts.CARDDAV, marker, mode, WAIT)
                .await()
                .atMost(WAIT)
                .get(0);
        assertThat(run.state()).as("the run came to rest").isNotEqualTo(RunState.RUNNING);
        return run;
    }

    private void put(String name, String givenName) {
        server.put(name + ".vcf", Cards.person(marker + name, givenName, marker));
    }

    /** Given names and labels of everybody the account brought. */
    private List<String> people() {
        return new Rows(pool).texts("""
                SELECT c.first_name || coalesce((
                    SELECT ' [' || string_agg(l.name, ',' ORDER BY l.name) || ']'
                    FROM contact_labels x JOIN labels l ON l.id = x.label_id WHERE x.contact_id = c.id), '')
                FROM contacts c JOIN contacts_source_links l ON l.local_contact_id = c.id
                WHERE l.provider = 'carddav' AND l.account_id = $1 AND l.deleted_at IS NULL ORDER BY 1
                """, marker);
    }

    private List<String> gone() {
        return new Rows(pool).texts("""
                SELECT c.first_name FROM contacts c JOIN contacts_source_links l ON l.local_contact_id = c.id
                WHERE l.provider = 'carddav' AND l.account_id = $1 AND l.deleted_at IS NOT NULL ORDER BY 1
                """, marker);
    }

    private AccountHealth health() {
        return status.list(Accounts.CARDDAV, marker).await().atMost(WAIT).get(0).health();
    }

    private List<Asked> downloads() {
        return proxy.asked().stream()
                .filter(asked -> asked.method().equals("GET") || asked.body().contains("address-data"))
                .toList();
    }

    /** Requests that are answered with everything the book holds. */
    private List<Asked> listings() {
        return proxy.asked().stream()
                .filter(asked -> asked.path().equals(server.bookPath()))
                .filter(asked ->
                        asked.is("PROPFIND", "getetag") && asked.depth().equals("1")
                                || asked.is("REPORT", "<d:sync-token></d:sync-token>"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void bringsEveryContactOnceAndThenOnlyWhatChanges(DavServers which) {
        open(which);
        put("a", "Ann");
        put("b", "Bob");
        put("c", "Cy");
        server.put("g.vcf", Cards.group(marker + "g", marker + "Friends", marker + "a", marker + "b"));
        connect();

        RunView first = sync(SyncMode.FULL);

        assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(first.summary().created()).isEqualTo(3);
        assertThat(people()).containsExactly("Ann [" + marker + "Friends]", "Bob [" + marker + "Friends]", "Cy");

        put("b", "Bobby");
        put("d", "Dee");
        server.delete("c.vcf");
        server.move("a.vcf", "moved.vcf");
        server.put("g.vcf", Cards.group(marker + "g", marker + "Friends", marker + "a", marker + "d"));

        RunView second = sync(SyncMode.INCREMENTAL);

        assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(second.summary().created()).isEqualTo(1);
        assertThat(second.summary().deleted()).isEqualTo(1);
        assertThat(people()).containsExactly("Ann [" + marker + "Friends]", "Bobby", "Dee [" + marker + "Friends]");
        assertThat(gone()).containsExactly("Cy");
        assertThat(new Rows(pool)
                        .texts(
                                "SELECT external_contact_id FROM contacts_source_links WHERE account_id = $1 ORDER BY 1",
                                marker))
                .as("whoever moved keeps the link")
                .doesNotContain(server.bookPath() + "moved.vcf");
    }

    @ParameterizedTest
    @EnumSource
    void costsOneRequestWhenNothingChanged(DavServers which) {
        open(which);
        put("a", "Ann");
        connect();
        sync(SyncMode.FULL);
        proxy.forgetAsked();

        RunView run = sync(SyncMode.INCREMENTAL);

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.summary().fetched()).isZero();
        assertThat(proxy.asked()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void noticesWhoWasDeletedWhileItsTokenDied(DavServers which) {
        open(which);
        for (int i = 1; i <= 5; i++) {
            put("p" + i, "Person" + i);
        }
        connect();
        sync(SyncMode.FULL);
        server.delete("p2.vcf");
        put("p3", "Changed3");
        server.forgetTokens();
        proxy.forgetAsked();

        RunView run = sync(SyncMode.INCREMENTAL);

        assertThat(run.mode()).isEqualTo(server.hasTokens() ? SyncMode.FULL : SyncMode.INCREMENTAL);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.summary().deleted()).isEqualTo(1);
        assertThat(gone()).containsExactly("Person2");
        assertThat(people()).containsExactly("Changed3", "Person1", "Person4", "Person5");
        assertThat(downloads()).as("only what changed is downloaded").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void deletesNothingWhenAnEmptyServerAnswers(DavServers which) {
        open(which);
        put("a", "Ann");
        put("b", "Bob");
        connect();
        sync(SyncMode.FULL);
        server.replaceByAnEmptyOne();

        RunView run = sync(SyncMode.INCREMENTAL);

        assertThat(run.state()).isEqualTo(RunState.HELD);
        assertThat(people()).containsExactly("Ann", "Bob");
        assertThat(gone()).isEmpty();
        assertThat(health()).isEqualTo(AccountHealth.HELD);

        heldRuns.approve(run.runId(), "alice").await().atMost(WAIT);
        RunView approved =
                syncNow.await(List.of(run.runId()), WAIT).await().atMost(WAIT).get(0);

        assertThat(approved.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(gone()).containsExactly("Ann", "Bob");
        assertThat(health()).isEqualTo(AccountHealth.OK);
    }

    @ParameterizedTest
    @EnumSource
    void readsNothingWhenAnotherServerAnswers(DavServers which) {
        open(which);
        put("a", "Ann");
        put("b", "Bob");
        put("c", "Cy");
        connect();
        sync(SyncMode.FULL);
        server.replaceByAnEmptyOne();
        server.put("x.vcf", Cards.person(marker + "x", "Stranger", marker));
        proxy.forgetAsked();

        RunView run = sync(SyncMode.INCREMENTAL);

        assertThat(run.state()).isEqualTo(RunState.HELD);
        assertThat(people()).containsExactly("Ann", "Bob", "Cy");

        server.clear();
        put("a", "Ann");
        put("b", "Bob");
        put("c", "Cy");
        RunView restored = sync(SyncMode.INCREMENTAL);

        assertThat(restored.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(people()).containsExactly("Ann", "Bob", "Cy");
        assertThat(health()).isEqualTo(AccountHealth.OK);
    }

    @ParameterizedTest
    @EnumSource
    void listsManyUnchangedCardsWithoutDownloadingOne(DavServers which) {
        open(which);
        server.fill(Cards.people(MANY, marker));
        connect();
        RunView first = sync(SyncMode.FULL);
        assertThat(first.summary().created()).isEqualTo(MANY);
        server.forgetTokens();
        proxy.forgetAsked();

        RunView again = sync(SyncMode.INCREMENTAL);

        assertThat(again.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(again.mode()).isEqualTo(server.hasTokens() ? SyncMode.FULL : SyncMode.INCREMENTAL);
        assertThat(again.summary().unchanged()).isEqualTo(server.hasTokens() ? MANY : 0);
        assertThat(downloads()).isEmpty();
        assertThat(listings()).hasSize(1);

        proxy.forgetAsked();
        assertThat(sync(SyncMode.INCREMENTAL).summary().fetched()).isZero();
        assertThat(proxy.asked()).hasSize(1);

        put("new", "Newcomer");
        proxy.forgetAsked();
        RunView full = sync(SyncMode.FULL);

        assertThat(full.summary().created()).isEqualTo(1);
        assertThat(full.summary().unchanged()).isEqualTo(MANY);
        assertThat(downloads()).hasSize(1);
        assertThat(people()).hasSize(MANY + 1);
    }
}
