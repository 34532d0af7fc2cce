package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that cannot be narrowed as asked is refused: an empty one, or all of it, would look like the answer. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ListParametersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/contacts?page=-1 | page | must be at least 1",
                "/api/contacts?limit=0 | limit | must be at least 1",
                "/api/contacts?page=2.5 | page | is not a whole number",
                "/api/contacts?q=ada | q | is unknown here: this list takes label, limit, page, search, sort",
                "/api/contacts?search=a b c d e f g h i j k l m n o p q r s t u v w x y z aa bb cc dd ee | search"
                        + " | holds more than 30 words, and every word must match",
                "/api/accounts?state=foo | state | is unknown here: this list takes no parameters",
                "/api/sync/runs?state=foo | state | is unknown here: this list takes accountId, limit, provider",
                "/api/sync/runs?provider=nosuch | provider | must be one of carddav, file, google, macos",
                "/api/sync/runs?limit=-5 | limit | must be at least 1",
                "/api/sync/status?provider=nosuch | provider | must be one of carddav, file, google, macos",
                "/api/sources?provider=nosuch | provider | must be one of carddav, file, google, macos",
                "/api/review?status=foo | status | must be one of closed, open, resolved",
                "/api/quarantine?status=foo | status | must be one of open, resolved",
                "/api/dead-letters?status=foo | status | must be one of open, redriven",
                "/api/activity?limit=-5 | limit | must be at least 1",
                "/api/activity?since=monday | since | is no time in RFC 3339"
            })
    void refusesWhatItCannotNarrowBy(String path, String parameter, String problem) {
        Response refused = admin().get(path);

        assertThat(error(refused)).isEqualTo("422 VALIDATION_ERROR");
        Map<String, List<String>> details = refused.path("error.details");
        assertThat(details).containsOnlyKeys(parameter);
        assertThat(details.get(parameter)).singleElement().asString().startsWith(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/sync/status?provider=all",
                "/api/sync/status?provider=",
                "/api/sync/runs?provider=macos&accountId=nobody&limit=1",
                "/api/sources?provider=file",
                "/api/review?status=closed&kind=placeholder&limit=5",
                "/api/quarantine?status=resolved",
                "/api/dead-letters?status=redriven",
                "/api/contacts?search=&label=&sort=&page=&limit=",
                "/api/activity?contactId=&type=&since="
            })
    void takesWhatTheContractNames(String path) {
        assertThat(admin().get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sync/runs", "/api/review", "/api/activity", "/api/quarantine", "/api/dead-letters"})
    void saysWhetherThereIsMore(String path) {
        assertThat(admin().get(path + "?limit=1").<Boolean>path("meta.truncated"))
                .isNotNull();
    }
}
