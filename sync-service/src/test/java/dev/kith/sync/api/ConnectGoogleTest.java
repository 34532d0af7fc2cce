package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connecting a Google account in a browser, against the stand-in. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ConnectGoogleTest {

    private static final String COOKIE = "kith-connect";

    @Inject
    Pool pool;

    private final StandInControl google = Google.control();
    private final String owner = UUID.randomUUID().toString();

    @BeforeEach
    void anOwner() {
        disconnectAll();
        Google.account(owner);
        google.consents(owner, Set.of());
    }

    @AfterEach
    void restore() {
        google.consents(owner, Set.of());
        google.switches().consentDenied = false;
        disconnectAll();
    }

    private static void disconnectAll() {
        admin().get("/api/accounts")
                .<List<String>>path("data.findAll { it.provider == 'google' }.accountId")
                .forEach(id -> admin().delete("/api/accounts/google/" + id));
    }

    @Test
    void asksGoogleForNoMoreThanItNeedsAndProvesThatItIsTheOneWhoAsked() {
        Map<String, String> asked = query(begin("").getHeader("Location"));

        assertThat(asked)
                .containsEntry("client_id", Google.CLIENT_ID)
                .containsEntry("response_type", "code")
                .containsEntry("scope", StandInControl.CONTACTS_SCOPE)
                .containsEntry("access_type", "offline")
                .containsEntry("prompt", "consent")
                .containsEntry("code_challenge_method", "S256");
        assertThat(asked.get("redirect_uri")).endsWith("/connect/google/callback");
        assertThat(asked.get("code_challenge")).hasSize(43);
        assertThat(asked.get("state")).hasSize(43);
        assertThat(query(begin("?otherContacts=create").getHeader("Location")).get("scope"))
                .isEqualTo(StandInControl.CONTACTS_SCOPE + " " + StandInControl.OTHER_CONTACTS_SCOPE);
    }

    @Test
    void connectsWhoeverConsents() {
        Response begun = begin("?otherContacts=enrich");
        assertThat(begun.getDetailedCookie(COOKIE).isHttpOnly()).isTrue();
        assertThat(begun.getDetailedCookie(COOKIE).getSameSite()).isEqualTo("Lax");

        Response back = callback(consent(begun), begun.cookie(COOKIE));

        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(back.getHeader("Location")).endsWith("/connect?done=connected");
        Map<String, Object> account = account();
        assertThat(account).containsEntry("health", "ok").containsEntry("subjectEmail", owner + "@example.com");
        assertThat(stored()).doesNotContain("1//").contains(accountId(account));
    }

    @Test
    void renewsTheAccountOfWhoeverWasConnectedBefore() {
        String known = "known-" + owner;
        admin().body(Map.of("provider", "google", "accountId", known, "refreshToken", "refresh-" + owner))
                .post("/api/accounts")
                .then()
                .statusCode(201);

        Response begun = begin("");
        Response back = callback(consent(begun), begun.cookie(COOKIE));

        assertThat(back.getHeader("Location")).endsWith("/connect?done=renewed");
        assertThat(accountId(account())).isEqualTo(known);
    }

    @Test
    void refusesAnotherAccountWhereOneIsConnectedAgain() {
        String other = UUID.randomUUID().toString();
        Google.account(other);
        admin().body(Map.of("provider", "google", "accountId", other, "refreshToken", "refresh-" + other))
                .post("/api/accounts");
        String before = stored();

        Response begun = begin("?accountId=" + other);
        assertThat(query(begun.getHeader("Location"))).containsEntry("login_hint", other + "@example.com");
        Response back = callback(consent(begun), begun.cookie(COOKIE));

        assertThat(error(back)).isEqualTo("422 VALIDATION_ERROR");
        assertThat(back.<String>path("error.message")).contains("Another person's account");
        assertThat(stored()).isEqualTo(before);
        assertThat(grantStands(owner)).as("what nobody uses is given back").isFalse();
        assertThat(grantStands(other)).isTrue();
    }

    @Test
    void takesWhatWasBegunOnceInTheSameBrowserAndInTime() {
        Response begun = begin("");
        String back = consent(begun);
        String other = begin("").cookie(COOKIE);

        assertThat(error(callback(back, other))).isEqualTo("403 FORBIDDEN");
        assertThat(error(callback(back, null))).isEqualTo("403 FORBIDDEN");
        assertThat(callback(back, begun.cookie(COOKIE)).statusCode()).isEqualTo(303);
        assertThat(error(callback(back, begun.cookie(COOKIE)))).isEqualTo("403 FORBIDDEN");

        Response late = begin("");
        execute("UPDATE contacts_oauth_states SET expires_at = now() - interval '1 second'");
        assertThat(error(callback(consent(late), late.cookie(COOKIE)))).isEqualTo("403 FORBIDDEN");
        assertThat(error(callback("/connect/google/callback", begun.cookie(COOKIE))))
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void saysWhatIsMissingWhenTheOwnerDoesNotConsentToAll() {
        google.consents(owner, Set.of(StandInControl.CONTACTS_SCOPE));
        Response begun = begin("?otherContacts=create");

        Response back = callback(consent(begun), begun.cookie(COOKIE));

        assertThat(error(back)).isEqualTo("422 VALIDATION_ERROR");
        assertThat(back.<String>path("error.message"))
                .contains("contacts.readonly")
                .contains("ticked");
        assertThat(accounts()).isEmpty();
        assertThat(stored()).isEmpty();
        assertThat(grantStands(owner)).as("what nobody uses is given back").isFalse();
    }

    @Test
    void takesNoGrantFromAConnectedAccountWhoseOwnerAllowsTooLittleTheNextTime() {
        admin().body(Map.of("provider", "google", "accountId", "known", "refreshToken", "refresh-" + owner))
                .post("/api/accounts");
        String before = stored();
        google.consents(owner, Set.of(StandInControl.OTHER_CONTACTS_SCOPE));
        Response begun = begin("?otherContacts=create");

        assertThat(error(callback(consent(begun), begun.cookie(COOKIE)))).isEqualTo("422 VALIDATION_ERROR");

        assertThat(stored()).isEqualTo(before);
        assertThat(grantStands(owner)).isTrue();
        assertThat(admin().post("/api/accounts/google/known/test").<Boolean>path("data.ok"))
                .isTrue();
    }

    @Test
    void notesWhoConnectedAnAccountAndWhoWasRefused() {
        Response begun = begin("");
        callback(consent(begun), begun.cookie(COOKIE));
        assertThat(noted()).isEqualTo("key:bootstrap admin GET /connect/google/callback 303");

        google.switches().consentDenied = true;
        Response refused = begin("");
        callback(consent(refused), refused.cookie(COOKIE));
        assertThat(noted()).isEqualTo("key:bootstrap admin GET /connect/google/callback 422");

        callback("/connect/google/callback?state=made-up&code=made-up", "made-up");
        assertThat(noted()).as("strangers leave no trace").endsWith(" 422");
    }

    @Test
    void showsAPersonAPageWhenTheOwnerRefuses() {
        google.switches().consentDenied = true;
        Response begun = begin("");

        Response page = given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .accept(ContentType.HTML)
                .cookie(COOKIE, begun.cookie(COOKIE))
                .get(consent(begun));

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains("Nothing was connected");
    }

    @Test
    void refusesWhatCannotBeAskedFor() {
        assertThat(error(begin("?otherContacts=all"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(begin("?accountId=nobody"))).isEqualTo("404 NOT_FOUND");
    }

    private static Response begin(String query) {
        return admin().accept(ContentType.JSON).redirects().follow(false).get("/connect/google" + query);
    }

    /** Where the browser is sent back to after its owner was asked. */
    private static String consent(Response begun) {
        return given().redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(begun.getHeader("Location"))
                .getHeader("Location");
    }

    private static Response callback(String address, String cookie) {
        var request =
                given().redirects().follow(false).urlEncodingEnabled(false).accept(ContentType.JSON);
        return (cookie == null ? request : request.cookie(COOKIE, cookie)).get(address);
    }

    private static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private Map<String, Object> account() {
        assertThat(accounts()).hasSize(1);
        return accounts().get(0);
    }

    private List<Map<String, Object>> accounts() {
        return admin().get("/api/accounts").path("data.findAll { it.subjectEmail == '" + owner + "@example.com' }");
    }

    private static String accountId(Map<String, Object> account) {
        return (String) account.get("accountId");
    }

    /** Whether the refresh token that the owner gave away first is still taken. */
    private static boolean grantStands(String owner) {
        return given().formParam("grant_type", "refresh_token")
                        .formParam("refresh_token", "refresh-" + owner)
                        .formParam("client_id", Google.CLIENT_ID)
                        .formParam("client_secret", Google.CLIENT_SECRET)
                        .post(Google.standIn().url() + "/token")
                        .statusCode()
                == 200;
    }

    /** The last line of the audit trail. */
    private String noted() {
        Row row = execute("SELECT actor, role, action, status FROM contacts_audit ORDER BY id DESC LIMIT 1")
                .iterator()
                .next();
        return row.getString("actor") + " " + row.getString("role") + " " + row.getString("action") + " "
                + row.getInteger("status");
    }

    private String stored() {
        var text = new StringBuilder();
        execute("SELECT credential_key || credentials::text FROM google_oauth_credentials ORDER BY 1")
                .forEach(row -> text.append(row.getString(0)));
        return text.toString();
    }

    private RowSet<Row> execute(String sql) {
        return pool.query(sql).execute().await().indefinitely();
    }
}
