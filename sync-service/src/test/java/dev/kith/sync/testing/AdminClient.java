package dev.kith.sync.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Requests with the key that may do everything. */
public final class AdminClient {

    private AdminClient() {}

    public static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType(ContentType.JSON);
    }
}
