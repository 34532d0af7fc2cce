package dev.kith.sync.api;

import static io.restassured.RestAssured.given;

import dev.kith.sync.testing.KithServers;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

/** Speaks to the service as the holder of a key. */
final class Client {

    private Client() {}

    static RequestSpecification admin() {
        return with(KithServers.ADMIN_KEY);
    }

    static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    static RequestSpecification stranger() {
        return given().contentType(ContentType.JSON);
    }

    static String newKey(String role) {
        return admin().body("{\"name\":\"" + role + "\",\"role\":\"" + role + "\"}")
                .post("/api/keys")
                .path("data.key");
    }

    static String error(Response response) {
        return response.statusCode() + " " + response.path("error.code");
    }
}
