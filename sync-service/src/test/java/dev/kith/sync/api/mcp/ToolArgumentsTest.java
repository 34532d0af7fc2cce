package dev.kith.sync.api.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Arguments that are not what a tool says it takes: the error is the one HTTP answers, and none of the protocol. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ToolArgumentsTest {

    @Test
    void namesEachArgumentOfTheWrongType() {
        JsonPath error = error("contacts_search", "{\"search\":7,\"label\":\"x\",\"page\":\"one\",\"limit\":2.5}");

        assertThat(error.getString("code")).isEqualTo("VALIDATION_ERROR");
        assertThat(error.<String, List<String>>getMap("details"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "search", List.of("must be a text"),
                        "label", List.of("must be a list of texts"),
                        "page", List.of("must be a whole number"),
                        "limit", List.of("must be a whole number")));
    }

    @Test
    void namesEachArgumentThatIsMissing() {
        JsonPath error = error("contacts_review_resolve", "{\"dry_run\":\"yes\"}");

        assertThat(error.getString("code")).isEqualTo("VALIDATION_ERROR");
        assertThat(error.<String, List<String>>getMap("details"))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "id", List.of("is missing"),
                        "decision", List.of("is missing"),
                        "dry_run", List.of("must be true or false")));
    }

    @Test
    void namesEachArgumentThatTheToolDoesNotHave() {
        JsonPath error = error("contacts_search", "{\"query\":\"ada\",\"limit\":1}");

        assertThat(error.getString("code")).isEqualTo("VALIDATION_ERROR");
        assertThat(error.<String, List<String>>getMap("details"))
                .containsOnlyKeys("query")
                .containsEntry("query", List.of("is unknown here: this tool takes label, limit, page, search, sort"));
    }

    private static JsonPath error(String tool, String arguments) {
        JsonPath answer = given().contentType(ContentType.JSON)
                .header("Accept", "application/json, text/event-stream")
                .header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                        + "\",\"arguments\":" + arguments + "}}")
                .post("/mcp")
                .jsonPath();
        assertThat(answer.getBoolean("result.isError")).as(answer.prettify()).isTrue();
        return new JsonPath(answer.getString("result.content[0].text"));
    }
}
