package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sandbox.google.Fault;
import dev.kith.sync.provider.ProviderFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleAbsenceTest {

    private static final String BATCH_GET = "/v1/people:batchGet";

    private final GoogleFixture fixture = GoogleFixture.open();

    @AfterEach
    void close() {
        fixture.close();
    }

    private Set<String> confirmed(Set<String> names) {
        return fixture.provider.confirmDeleted(fixture.account, names).await().indefinitely();
    }

    @Test
    void asksForTwoHundredAtATime() {
        List<String> alive = fixture.put(50);
        Set<String> gone =
                IntStream.range(0, 401).mapToObj(i -> "people/c900" + i).collect(Collectors.toSet());
        Set<String> missing = new HashSet<>(gone);
        missing.addAll(alive);

        assertThat(confirmed(missing)).isEqualTo(gone);
        assertThat(fixture.requests(BATCH_GET))
                .extracting(request -> request.query().get("resourceNames").split("\n").length)
                .containsExactly(200, 200, 51);
        assertThat(fixture.requests(BATCH_GET).get(0).query())
                .containsEntry("personFields", "metadata")
                .containsEntry("sources", "READ_SOURCE_TYPE_CONTACT")
                .containsEntry("prettyPrint", "false");
    }

    @Test
    void confirmsADeletedContactAndNotARenamedOne() {
        List<String> names = fixture.put(3);
        fixture.google.deleteContact(fixture.accountId(), GoogleFixture.id(1));
        fixture.google.renameContact(fixture.accountId(), GoogleFixture.id(2), "people/109");

        assertThat(confirmed(new HashSet<>(names))).containsExactly(names.get(0));
    }

    /** They cannot be asked for: that a whole listing lacks them must do. */
    @Test
    void takesTheListingsWordForOtherContacts() {
        assertThat(confirmed(Set.of("otherContacts/c1"))).containsExactly("otherContacts/c1");
        assertThat(fixture.requests(BATCH_GET)).isEmpty();
    }

    @Test
    void asksNothingAboutNobody() {
        assertThat(confirmed(Set.of())).isEmpty();
        assertThat(fixture.requests(BATCH_GET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\": {\"code\": 5}}",
                "{\"httpStatusCode\": 404}",
                "{\"person\": {\"resourceName\": \"people/1\", \"metadata\": {\"deleted\": true}}}",
                "{\"person\": {\"resourceName\": \"people/1\", \"metadata\": {\"sources\": [{\"type\": \"PROFILE\"}]}}}"
            })
    void callsGoneWhatIsNoContactAnyMore(String response) {
        assertThat(answered(response)).containsExactly("people/1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"status\": {\"code\": 13}, \"httpStatusCode\": 500}",
                "{\"status\": {\"code\": 7}, \"httpStatusCode\": 403}",
                "{\"person\": {\"resourceName\": \"people/1\"}}",
                "{\"person\": {\"metadata\": {\"sources\": [{\"type\": \"PROFILE\"}, {\"type\": \"CONTACT\"}]}}}"
            })
    void doesNotCallGoneWhatGoogleDoesNotAnswerAbout(String response) {
        assertThat(answered(response)).isEmpty();
    }

    private static Set<String> answered(String response) {
        try (ScriptedGoogle google = new ScriptedGoogle()) {
            google.then("{\"responses\": ["
                    + response.replaceFirst("\\{", "{\"requestedResourceName\": \"people/1\", ")
                            .replace(", }", "}") + "]}");
            return google.provider
                    .confirmDeleted(google.account, Set.of("people/1"))
                    .await()
                    .indefinitely();
        }
    }

    @Test
    void confirmsNothingWhenGoogleCannotBeAsked() {
        fixture.fault(BATCH_GET, 1, Fault.Kind.UNAVAILABLE);

        Failures.of(
                fixture.provider.confirmDeleted(fixture.account, Set.of("people/c1")), ProviderFailure.Transient.class);
    }
}
