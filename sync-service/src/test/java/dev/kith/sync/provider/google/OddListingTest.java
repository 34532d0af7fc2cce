package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourcePage;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listings as Google should not give them. */
class OddListingTest {

    private static final String NO_GROUPS = "{}";

    private final ScriptedGoogle google = new ScriptedGoogle();

    @AfterEach
    void close() {
        google.close();
    }

    private SourcePage page(String token) {
        return google.provider.fullSync(google.account, token).await().indefinitely();
    }

    @Test
    void noticesAPageThatRepeatsItself() {
        google.then(NO_GROUPS).then("{\"nextPageToken\": \"A\"}").then("{\"nextPageToken\": \"A\"}");
        String second = page(null).nextPageToken();

        Failures.of(google.provider.fullSync(google.account, second), ProviderFailure.ChainBroken.class);
    }

    @Test
    void noticesPagesThatGoRoundInCircles() {
        google.then(NO_GROUPS);
        for (int round = 0; round < 4; round++) {
            google.then("{\"nextPageToken\": \"A\"}")
                    .then("{\"nextPageToken\": \"B\"}")
                    .then("{\"nextPageToken\": \"C\"}");
        }

        Failures.of(
                Uni.createFrom().item(() -> {
                    String token = null;
                    do {
                        token = page(token).nextPageToken();
                    } while (token != null);
                    return null;
                }),
                ProviderFailure.ChainBroken.class);
    }

    @Test
    void refusesAListingThatEndsWithoutASyncToken() {
        google.then(NO_GROUPS).then("{\"connections\": [{\"resourceName\": \"people/c1\"}]}");

        ProviderFailure.Malformed failure =
                Failures.of(google.provider.fullSync(google.account, null), ProviderFailure.Malformed.class);

        assertThat(failure.message()).contains("sync position");
    }

    @Test
    void readsEmptyTokensAsNone() {
        google.then("{\"nextPageToken\": \"\"}").then("{\"nextPageToken\": \"\", \"nextSyncToken\": \"S\"}");

        assertThat(page(null).last()).isTrue();
    }

    @Test
    void countsEntriesWithoutAName() {
        google.then(NO_GROUPS)
                .then("{\"connections\": [{\"etag\": \"1\"}, null, {\"resourceName\": \" \"}, \"x\","
                        + " {\"resourceName\": \"people/c1\"}], \"nextSyncToken\": \"S\"}");

        SourcePage page = page(null);

        assertThat(page.unreadable()).isEqualTo(4);
        assertThat(page.contacts()).extracting(CanonicalContact::externalId).containsExactly("people/c1");
    }
}
