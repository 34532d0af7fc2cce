package dev.kith.sync.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class SignInTest {

    @Inject
    Pool pool;

    /** Other tests of this application fail to sign in too. */
    @BeforeEach
    @AfterEach
    void forgetFailures() {
        pool.query("DELETE FROM contacts_sign_in_failures").execute().await().indefinitely();
    }

    @Test
    void sendsStrangersToTheSignInPageAndBackToWhereTheyWanted() {
        Response answer = Browser.stranger().get("/people");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/sign-in?next=%2Fpeople");
        Response entered = Browser.stranger()
                .formParam("key", KithServers.ADMIN_KEY)
                .formParam("next", "/people")
                .post("/sign-in");
        assertThat(entered.header("Location")).endsWith("/people");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/sign-in"})
    void goesNowhereElseAfterwards(String next) {
        Response entered = Browser.stranger()
                .formParam("key", KithServers.ADMIN_KEY)
                .formParam("next", next)
                .post("/sign-in");

        assertThat(entered.header("Location"))
                .doesNotContain("evil", "javascript", "sign-in")
                .endsWith("/");
    }

    @Test
    void keepsTheSessionInACookieThatNoScriptReadsAndOtherSitesDoNotSend() {
        String header = Browser.enter(KithServers.ADMIN_KEY).header("Set-Cookie");

        assertThat(header).contains("HTTPOnly", "SameSite=Lax", "Path=/").doesNotContain(KithServers.ADMIN_KEY);
    }

    @Test
    void storesNeitherTheSessionNorTheKey() {
        Browser.signedIn(KithServers.ADMIN_KEY);

        pool.query("SELECT s::text AS all FROM contacts_sessions s")
                .execute()
                .await()
                .indefinitely()
                .forEach(row -> assertThat(row.getString("all")).doesNotContain(KithServers.ADMIN_KEY));
    }

    @Test
    void endsWithSigningOut() {
        Browser browser = Browser.signedIn(KithServers.ADMIN_KEY);

        assertThat(browser.form().post("/sign-out").statusCode()).isEqualTo(303);

        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void endsWithTheKeyThatOpenedIt() {
        Response made = given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType("application/json")
                .body("{\"name\":\"guest\",\"role\":\"viewer\"}")
                .post("/api/keys");
        Browser browser = Browser.signedIn(made.path("data.key"));
        assertThat(browser.get("/").statusCode()).isEqualTo(200);

        given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY).delete("/api/keys/" + made.path("data.id"));

        assertThat(browser.get("/").statusCode()).isEqualTo(303);
    }

    @Test
    void opensALinkOnce() {
        String path = given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .post("/api/sign-in-links")
                .path("data.path");
        assertThat(path).startsWith("/sign-in#link=");
        String token = path.substring(path.indexOf('=') + 1);

        Response first = Browser.stranger().formParam("link", token).post("/sign-in");
        Response second = Browser.stranger().formParam("link", token).post("/sign-in");

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(second.statusCode()).isEqualTo(403);
    }

    @Test
    void letsNoAgentIn() {
        assertThat(Browser.enter(Browser.newKey("agent")).statusCode()).isEqualTo(403);
    }

    @Test
    void stopsWhoeverGuesses() {
        for (int i = 0; i < 10; i++) {
            assertThat(Browser.enter("kith_guess" + i).statusCode()).isEqualTo(403);
        }

        Response next = Browser.enter(KithServers.ADMIN_KEY);

        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(next.asString()).contains("Too many failed attempts");
    }

    @Test
    void changesNothingForAnotherSite() {
        Browser browser = Browser.signedIn(KithServers.ADMIN_KEY);

        Response foreign =
                browser.form().header("Origin", "https://evil.example").post("/overview/sync");
        Response hidden = browser.form().header("Origin", "null").post("/overview/sync");
        Response crossed = browser.form().header("Sec-Fetch-Site", "cross-site").post("/overview/sync");
        Response login = Browser.stranger()
                .header("Origin", "https://evil.example")
                .formParam("key", KithServers.ADMIN_KEY)
                .post("/sign-in");

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(hidden.statusCode()).isEqualTo(403);
        assertThat(crossed.statusCode()).isEqualTo(403);
        assertThat(login.statusCode()).isEqualTo(403);
        assertThat(login.cookies()).isEmpty();
    }

    @Test
    void changesNothingWithoutTheTokenOfItsForms() {
        Browser browser = Browser.signedIn(KithServers.ADMIN_KEY);
        String others = Browser.signedIn(KithServers.ADMIN_KEY).formToken();

        assertThat(browser.request().post("/overview/sync").statusCode()).isEqualTo(403);
        assertThat(browser.request()
                        .formParam("form", others)
                        .post("/overview/sync")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.form().post("/overview/sync").statusCode()).isEqualTo(303);
    }

    @Test
    void opensTheApiForReadingOnly() {
        Browser browser = Browser.signedIn(KithServers.ADMIN_KEY);

        assertThat(browser.request()
                        .accept("application/json")
                        .get("/api/contacts")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.request()
                        .header("Sec-Fetch-Site", "cross-site")
                        .get("/api/contacts")
                        .statusCode())
                .isEqualTo(401);
        assertThat(browser.request()
                        .contentType("application/json")
                        .body("{}")
                        .post("/api/sync/now")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void neitherShowsNorGrantsAViewerWhatItMayNot() {
        Browser viewer = Browser.signedIn(Browser.newKey("viewer"));

        assertThat(viewer.page("/connect")).doesNotContain("<button class=\"primary\"", "Connect Google");
        assertThat(viewer.page("/")).doesNotContain("/settings");
        assertThat(viewer.form().post("/overview/sync").statusCode()).isEqualTo(403);
        assertThat(viewer.get("/settings").statusCode()).isEqualTo(403);
    }

    @Test
    void tellsBrowsersWhatTheyMayDoWithAPage() {
        Response page = Browser.signedIn(KithServers.ADMIN_KEY).get("/");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.asString()).doesNotContain("<style", " style=", "onclick", "<script>");
    }

    @Test
    void showsPeopleAPageWhereSomethingIsNotThere() {
        Browser browser = Browser.signedIn(KithServers.ADMIN_KEY);

        Response unknown = browser.get("/people/" + UUID.randomUUID());
        Response nowhere = browser.get("/nowhere");

        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.asString()).contains("<h1>Not here</h1>", "There is no such contact.");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(nowhere.asString()).contains("<h1>Not here</h1>");
    }

    @Test
    void keepsWhoDidWhat() {
        Browser.signedIn(KithServers.ADMIN_KEY).form().post("/overview/sync");

        String settings = Browser.signedIn(KithServers.ADMIN_KEY).page("/settings");

        assertThat(settings).contains("The first key", "began a sync", "signed in");
    }
}
