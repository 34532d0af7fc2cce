package dev.kith.sync.web;

import static io.restassured.RestAssured.given;

import dev.kith.sync.testing.KithServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that somebody is signed in with, as far as forms and cookies go. */
final class Browser {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form\" value=\"([0-9a-f]{64})\"");
    private static final String COOKIE = "kith-session-";

    private final String cookie;
    private final String session;

    private Browser(String cookie, String session) {
        this.cookie = cookie;
        this.session = session;
    }

    static Browser signedIn(String key) {
        Response answer = enter(key);
        String name = answer.cookies().keySet().stream()
                .filter(one -> one.startsWith(COOKIE))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not signed in: " + answer.statusCode()));
        return new Browser(name, answer.cookie(name));
    }

    static Response enter(String key) {
        return stranger().formParam("key", key).post("/sign-in");
    }

    static RequestSpecification stranger() {
        return given().accept("text/html")
                .contentType(ContentType.URLENC)
                .redirects()
                .follow(false);
    }

    /** A key of a role, made by the first key of the installation. */
    static String newKey(String role) {
        return given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"" + role + "\",\"role\":\"" + role + "\"}")
                .post("/api/keys")
                .path("data.key");
    }

    RequestSpecification request() {
        return stranger().cookie(cookie, session);
    }

    Response get(String path) {
        return request().get(path);
    }

    String page(String path) {
        return get(path).then().statusCode(200).extract().asString();
    }

    /** As a form of a page of ours sends it. */
    RequestSpecification form() {
        return request().formParam("form", formToken());
    }

    String formToken() {
        Matcher matcher = FORM_TOKEN.matcher(page("/"));
        if (!matcher.find()) {
            throw new AssertionError("the page has no form");
        }
        return matcher.group(1);
    }
}
