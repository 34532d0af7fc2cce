package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.sync.testing.Google;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CutValuesTest {

    @Test
    void asksForAPersonWithMoreValuesThanAListGives() {
        try (GoogleFixture fixture = GoogleFixture.open()) {
            ObjectNode person = Google.person("Many", "Values");
            ArrayNode addresses = person.putArray("emailAddresses");
            ArrayNode numbers = person.putArray("phoneNumbers");
            for (int i = 0; i < 130; i++) {
                addresses.addObject().put("value", "a" + i + "@example.com");
                numbers.addObject().put("value", "+1212555" + (1000 + i));
            }
            fixture.google.putContact(fixture.accountId(), GoogleFixture.id(1), person);
            fixture.google.putContact(fixture.accountId(), GoogleFixture.id(2), Google.person("Few", "Values"));

            CanonicalContact contact = fixture.full().get(0).contacts().get(0);

            assertThat(contact.emails()).hasSize(130);
            assertThat(contact.phones()).hasSize(130);
            assertThat(contact.raw().get("emailAddresses")).hasSize(130);
            assertThat(fixture.google.requests())
                    .filteredOn(request -> request.path().startsWith("/v1/people/c"))
                    .hasSize(1);
        }
    }

    @Test
    void keepsWhatTheListGaveOfAPersonWhoIsGoneMeanwhile() {
        String addresses = IntStream.range(0, 100)
                .mapToObj(i -> "{\"value\": \"a" + i + "@example.com\"}")
                .collect(Collectors.joining(","));
        try (ScriptedGoogle google = new ScriptedGoogle()) {
            google.then("{}")
                    .then("{\"connections\": [{\"resourceName\": \"people/c1\", \"emailAddresses\": [" + addresses
                            + "]}], \"nextSyncToken\": \"S\"}")
                    .then(404, "{\"error\": {\"code\": 404, \"status\": \"NOT_FOUND\"}}");

            CanonicalContact contact = google.provider
                    .fullSync(google.account, null)
                    .await()
                    .indefinitely()
                    .contacts()
                    .get(0);

            assertThat(contact.emails()).hasSize(100);
        }
    }
}
