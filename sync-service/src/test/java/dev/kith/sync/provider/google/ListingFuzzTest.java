package dev.kith.sync.provider.google;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.model.CanonicalContact;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.SourcePage;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.Mutations;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A damaged listing is read with everybody in it accounted for, or fails with a name. {@code -Dkith.fuzz.cases=100000} tries
 * more, {@code -Dkith.fuzz.seed} others.
 */
@Concurrent
class ListingFuzzTest {

    private static final int CASES = Integer.getInteger("kith.fuzz.cases", 1_000);
    private static final long SEED = Long.getLong("kith.fuzz.seed", 20_261_126L);
    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ScriptedGoogle google = new ScriptedGoogle();

    @AfterEach
    void close() {
        google.close();
    }

    @Test
    void everybodyInADamagedListingIsAccountedFor() {
        List<byte[]> answers =
                List.of(listing(), error(), "{\"connections\":[],\"nextSyncToken\":\"s\"}".getBytes(UTF_8));
        int read = 0;
        int failed = 0;
        for (int i = 0; i < CASES; i++) {
            Random random = new Random(SEED + i);
            int chosen = random.nextInt(answers.size());
            byte[] answer = Mutations.ofAnswers(random, answers).once(answers.get(chosen));
            google.then("{}")
                    .then(
                            chosen == 1 ? 400 + random.nextInt(104) : 200,
                            Map.of("content-type", "application/json"),
                            answer);
            try {
                SourcePage page =
                        google.provider.fullSync(google.account, null).await().atMost(WAIT);
                assertAccountedFor("kith.fuzz.seed=" + (SEED + i), answer, page);
                read++;
            } catch (ProviderException named) {
                failed++;
            }
            google.forget();
        }
        assertThat(read).as("listings that still were some").isGreaterThan(CASES / 50);
        assertThat(failed).isGreaterThan(CASES / 50);
    }

    private static void assertAccountedFor(String seed, byte[] answer, SourcePage page) {
        JsonNode listed = tree(answer).path("connections");
        int entries = listed.isContainerNode() ? listed.size() : 0;
        assertThat(page.contacts().size() + page.unreadable() + page.rejected().size())
                .as(seed)
                .isEqualTo(entries);
        assertThat(page.contacts())
                .as(seed)
                .extracting(CanonicalContact::externalId)
                .doesNotContainNull();
    }

    private static JsonNode tree(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new AssertionError("a page was made of what is no JSON", e);
        }
    }

    private static byte[] listing() {
        return """
                {"connections":[
                {"resourceName":"people/c1","etag":"1","metadata":{"sources":[{"type":"CONTACT","id":"1","etag":"a"}]},
                 "names":[{"givenName":"Ann","familyName":"One"}],"emailAddresses":[{"value":"ann@example.com","type":"home"}]},
                {"resourceName":"people/c2","etag":"2","names":[{"displayName":"Bob"}],"phoneNumbers":[{"value":"+14165550100"}]},
                {"resourceName":"people/c3","etag":"3","organizations":[{"name":"Works","title":"Baker"}],
                 "birthdays":[{"date":{"year":1985,"month":4,"day":12}}]}],
                "totalPeople":3,"totalItems":3,"nextSyncToken":"sync"}
                """.getBytes(UTF_8);
    }

    private static byte[] error() {
        return """
                {"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED","details":[{"reason":"RATE_LIMIT"}]}}
                """.getBytes(UTF_8);
    }
}
