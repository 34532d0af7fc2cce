package dev.kith.sync.api.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.Blanks;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends that does not know the protocol: an answer that says so, whatever it is. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class MalformedMessagesTest {

    @TestHTTPResource("/mcp")
    URI mcp;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "null",
                "\"x\"",
                "true",
                "[]",
                "[7]",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},7]"
            })
    void refusesWhatIsNoMessage(String body) {
        Response answer = send(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<Integer>path("error.code")).isEqualTo(-32600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "x"})
    void refusesWhatIsNoJson(String body) {
        Response answer = send(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<Integer>path("error.code")).isEqualTo(-32700);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"ping\",\"params\":7",
                "\"tools/call\",\"params\":[]",
                "\"tools/call\",\"params\":{}",
                "\"tools/call\",\"params\":{\"name\":7}",
                "\"tools/call\",\"params\":{\"name\":\"contacts_search\",\"arguments\":7}",
                "\"tools/call\",\"params\":{\"name\":\"contacts_search\",\"arguments\":[]}",
                "\"tools/call\",\"params\":{\"name\":\"contacts_search\",\"_meta\":7}",
                "\"prompts/get\",\"params\":{}",
                "\"completion/complete\",\"params\":{\"ref\":7,\"argument\":7}",
                "\"initialize\",\"params\":{}",
                "\"initialize\",\"params\":{\"protocolVersion\":7,\"capabilities\":{},"
                        + "\"clientInfo\":{\"name\":\"a\",\"version\":\"1\"}}",
                "\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{}}"
            })
    void refusesParametersOfAnotherForm(String rest) {
        Response answer = send("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":" + rest + "}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Integer>path("id")).isEqualTo(5);
        assertThat(answer.<Integer>path("error.code")).isEqualTo(-32602);
        assertThat(answer.<String>path("error.message")).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"arguments\":null", ",\"arguments\":{}"})
    void callsAToolWithoutArguments(String arguments) {
        Response answer = send("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"contacts_source_list\"" + arguments + "}}");

        assertThat(answer.<Boolean>path("result.isError")).as(answer.asString()).isFalse();
    }

    @Test
    void refusesAMessageThatIsTooLargeAndDoesNotSaySo() throws Exception {
        var request = HttpRequest.newBuilder(mcp)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofInputStream(() -> new Blanks(30L << 20)))
                .build();

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"PAYLOAD_TOO_LARGE\"");
    }

    private static Response send(String body) {
        return given().contentType(ContentType.JSON)
                .header("Accept", "application/json, text/event-stream")
                .header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .body(body)
                .post("/mcp");
    }
}
