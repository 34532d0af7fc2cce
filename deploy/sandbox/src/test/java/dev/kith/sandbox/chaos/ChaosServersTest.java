package dev.kith.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sandbox.google.GoogleStandIn;
import dev.kith.sandbox.google.StandInControl;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChaosServersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void letGoogleServeAnAccountInPagesOfWhichEverySecondCanBeEmpty() throws Exception {
        try (GoogleStandIn google = ChaosServers.startGoogle()) {
            google.control().createAccount("a", "a@chaos.example", "refresh", Set.of(StandInControl.CONTACTS_SCOPE));
            AddressBooks books = new AddressBooks(google.control(), null, new Truth());
            for (int number = 0; number < 40; number++) {
                books.create(Accounts.GOOGLE, "a", number);
            }
            google.control().switches().emptyPageEvery = 2;
            String token = accessToken(google);

            JsonNode first = page(google, token, "");
            JsonNode second = page(
                    google, token, "&pageToken=" + first.path("nextPageToken").asText());

            assertThat(first.path("connections")).hasSizeBetween(1, 10);
            assertThat(second.path("connections")).isEmpty();
            assertThat(second.path("nextPageToken").asText()).isNotEmpty();
        }
    }

    private String accessToken(GoogleStandIn google) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(google.url() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "client_id=c&client_secret=s&grant_type=refresh_token&refresh_token=refresh"));
        return answer(request).path("access_token").asText();
    }

    private JsonNode page(GoogleStandIn google, String token, String more) throws Exception {
        String query = "?personFields=names&sources=READ_SOURCE_TYPE_CONTACT&pageSize=1000" + more;
        return answer(HttpRequest.newBuilder(URI.create(google.url() + "/v1/people/me/connections" + query))
                .header("Authorization", "Bearer " + token));
    }

    private JsonNode answer(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
