package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.dav.Cards;
import dev.kith.sync.testing.dav.DavProxy;
import dev.kith.sync.testing.dav.DavServer;
import dev.kith.sync.testing.dav.DavServers;
import dev.kith.sync.testing.dav.SelfSignedServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of an account at a server that a password opens, from connecting it to taking it apart. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class CardDavAccountsTest {

    @Inject
    Pool pool;

    private final String account = "dav-" + UUID.randomUUID();
    private final String family = "f" + Integer.toHexString(account.hashCode());

    private DavServer server;
    private DavProxy proxy;

    @BeforeEach
    void open() {
        server = DavServers.RADICALE.empty();
        server.put("ann.vcf", Cards.person(family + "-ann", "Ann", family));
        proxy = new DavProxy(server);
    }

    @AfterEach
    void close() {
        if (proxy != null) {
            admin().delete("/api/accounts/carddav/" + account);
            proxy.close();
        }
    }

    @Test
    void connectsAnAccountThatSyncsAndKeepsNoPlainPassword() {
        Response connected = connect(DavServer.PASSWORD);

        assertThat(connected.statusCode()).isEqualTo(201);
        assertThat(connected.<String>path("data.health")).isEqualTo("ok");
        assertThat(connected.asString()).doesNotContain(DavServer.PASSWORD);
        assertThat(sync()).containsEntry("state", "SUCCEEDED");
        assertThat(people()).containsExactly("Ann");
        assertThat(stored()).contains("carddav/" + account).doesNotContain(DavServer.PASSWORD, DavServer.USER);
        assertThat(connect(DavServer.PASSWORD).statusCode()).as("known").isEqualTo(200);
    }

    @Test
    void refusesAWrongPasswordAndKeepsNothing() {
        Response refused = connect("wrong");

        assertThat(error(refused)).isEqualTo("422 VALIDATION_ERROR");
        assertThat(refused.<String>path("error.message"))
                .contains("refuses the user name or the password")
                .contains("app password");
        assertKeptNothing();
    }

    @Test
    void keepsTheFormerPasswordWhenANewOneIsRefused() {
        connect(DavServer.PASSWORD);
        // Else it is polled with the password that is tried.
        sync();
        String before = stored();

        assertThat(error(connect("wrong"))).isEqualTo("422 VALIDATION_ERROR");

        assertThat(stored()).isEqualTo(before);
        assertThat(sync()).containsEntry("state", "SUCCEEDED");
    }

    @Test
    void refusesAServerThatNobodyVouchesFor() {
        try (SelfSignedServer server = new SelfSignedServer()) {
            Response refused = connect(server.address("127.0.0.1").toString(), DavServer.PASSWORD);

            assertThat(error(refused)).isEqualTo("422 VALIDATION_ERROR");
            assertThat(refused.<String>path("error.message")).contains("certificate is not to be trusted");
            assertThat(server.asked()).isEmpty();
            assertKeptNothing();
        }
    }

    @Test
    void refusesAPublicServerInTheClear() {
        Response refused = connect("http://1.1.1.1/", DavServer.PASSWORD);

        assertThat(error(refused)).isEqualTo("422 VALIDATION_ERROR");
        assertThat(refused.<String>path("error.message")).contains("Use https://");
        assertKeptNothing();
    }

    @Test
    void connectsDegradedWhileTheServerIsDown() {
        proxy.goDown();

        Response connected = connect(DavServer.PASSWORD);

        assertThat(connected.statusCode()).isEqualTo(201);
        assertThat(connected.<String>path("data.health")).isEqualTo("degraded");
        assertThat(connected.<String>path("data.message")).contains("It is asked again");
    }

    @Test
    void tellsWhetherThePasswordWorks() {
        connect(DavServer.PASSWORD);
        sync();
        assertThat(probe()).containsEntry("ok", true);

        proxy.refusePasswords();

        assertThat(probe()).containsEntry("ok", false).containsEntry("code", "auth_revoked");
        assertThat(probe().get("message").toString()).contains("Enter them again");
        assertThat(status()).as("a test changes nothing").containsEntry("health", "ok");
    }

    @Test
    void stopsAskingOnceThePasswordIsWithdrawnAndGoesOnWithANewOne() {
        connect(DavServer.PASSWORD);
        sync();
        proxy.refusePasswords();

        assertThat(sync()).containsEntry("state", "FAILED");

        assertThat(status()).containsEntry("health", "needs_consent");
        assertThat(status().get("nextRunAt")).isNull();
        assertThat(status().get("message").toString()).contains("refuses the user name or the password");
        assertThat(people()).as("what came stays").containsExactly("Ann");
        assertThat(askedWhileAnotherAccountSyncs()).isZero();

        proxy.reset();
        assertThat(connect(DavServer.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(status()).containsEntry("health", "ok");
        assertThat(sync()).containsEntry("state", "SUCCEEDED");
    }

    @Test
    void leavesAPausedAccountAloneUntilItIsResumed() {
        connect(DavServer.PASSWORD);
        sync();

        assertThat(change("pause")).isEqualTo("paused");

        assertThat(error(syncNow())).isEqualTo("409 CONFLICT");
        assertThat(askedWhileAnotherAccountSyncs()).isZero();
        assertThat(change("resume")).isEqualTo("ok");
        assertThat(sync()).containsEntry("state", "SUCCEEDED");
    }

    @Test
    void forgetsThePasswordOfADisconnectedAccountAndKeepsThePeople() {
        connect(DavServer.PASSWORD);
        sync();

        assertThat(admin().delete("/api/accounts/carddav/" + account).statusCode())
                .isEqualTo(200);

        assertKeptNothing();
        assertThat(error(syncNow())).isEqualTo("404 NOT_FOUND");
        assertThat(people()).containsExactly("Ann");
    }

    /** How often this account's server is asked, though the account is due, until another one has synced. */
    private int askedWhileAnotherAccountSyncs() {
        proxy.forgetAsked();
        pool.preparedQuery(
                        "UPDATE contacts_sync_leases SET next_run_at = now() - interval '1 hour' WHERE account_id = $1")
                .execute(Tuple.of(account))
                .await()
                .indefinitely();
        String other = account + "-other";
        try (DavProxy beside = new DavProxy(server)) {
            admin().body(body(other, beside.url(), DavServer.PASSWORD)).post("/api/accounts");
            assertThat(run(other)).containsEntry("state", "SUCCEEDED");
            return proxy.asked().size();
        } finally {
            admin().delete("/api/accounts/carddav/" + other);
        }
    }

    private Response connect(String password) {
        return connect(proxy.url(), password);
    }

    private Response connect(String url, String password) {
        return admin().body(body(account, url, password)).post("/api/accounts");
    }

    private static Map<String, String> body(String account, String url, String password) {
        return Map.of(
                "provider",
                "carddav",
                "accountId",
                account,
                "url",
                url,
                "username",
                DavServer.USER,
                "password",
                password);
    }

    private Map<String, Object> sync() {
        return run(account);
    }

    private static Map<String, Object> run(String account) {
        return syncNow(account, "?wait=PT120S").path("data.runs[0]");
    }

    private Response syncNow() {
        return syncNow(account, "");
    }

    private static Response syncNow(String account, String query) {
        return admin().body(Map.of("provider", "carddav", "accountId", account, "mode", "incremental"))
                .post("/api/sync/now" + query);
    }

    private Map<String, Object> status() {
        return admin().get("/api/sync/status?provider=carddav").path("data.find { it.accountId == '" + account + "' }");
    }

    private Map<String, Object> probe() {
        return admin().post("/api/accounts/carddav/" + account + "/test").path("data");
    }

    private String change(String operation) {
        return admin().post("/api/accounts/carddav/" + account + "/" + operation)
                .path("data.health");
    }

    private List<String> people() {
        return admin().get("/api/contacts?search=" + family).path("data.firstName");
    }

    private void assertKeptNothing() {
        assertThat(admin().get("/api/accounts").<List<String>>path("data.accountId"))
                .doesNotContain(account);
        assertThat(stored()).isEmpty();
    }

    private String stored() {
        var text = new StringBuilder();
        pool.preparedQuery(
                        "SELECT credential_key || credentials::text FROM google_oauth_credentials WHERE credential_key = $1")
                .execute(Tuple.of("carddav/" + account))
                .await()
                .indefinitely()
                .forEach(row -> text.append(row.getString(0)));
        return text.toString();
    }
}
