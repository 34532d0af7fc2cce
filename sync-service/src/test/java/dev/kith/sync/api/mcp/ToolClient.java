package dev.kith.sync.api.mcp;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;

/** Speaks the protocol by hand, one request at a time. */
final class ToolClient {

    private ToolClient() {}

    static Response request(String key, String method, Map<String, ?> params) {
        var request = given().contentType(ContentType.JSON).header("Accept", "application/json, text/event-stream");
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return request.body(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params))
                .post("/mcp");
    }

    /** The result of a tool. */
    static Answer call(String key, String tool, Map<String, ?> arguments) {
        Response response = request(key, "tools/call", Map.of("name", tool, "arguments", arguments));
        return new Answer(
                Boolean.TRUE.equals(response.path("result.isError")),
                response.path("result.content[0].text"),
                response.path("result.content[1].text"),
                response);
    }

    /** @param note what stands beside the result; {@code null} when it is all */
    record Answer(boolean error, String text, String note, Response response) {}
}
