package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleTransportTest {

    private static final Map<String, String> GZIP = Map.of("content-encoding", "gzip");

    private final ScriptedGoogle google = new ScriptedGoogle();

    @AfterEach
    void close() {
        google.close();
    }

    private Uni<JsonNode> get() {
        return google.api.get(google.account, "/v1/people/me", Asked.about(Stream.CONTACTS));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsCompressedAndPlainAnswers() {
        google.then(200, GZIP, ScriptedGoogle.gzip(utf8("{\"name\": \"Zoë\"}"))).then("{\"name\": \"Zoë\"}");

        assertThat(get().await().indefinitely().get("name").asText()).isEqualTo("Zoë");
        assertThat(get().await().indefinitely().get("name").asText()).isEqualTo("Zoë");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "\"text\"",
                "null",
                "{\"connections\": [",
                "{} {}",
                "<html>Sign in to the Wi-Fi</html>",
                "{\"name\": Ada Lovelace}"
            })
    void takesAnAnswerThatIsNoWholeObjectForPassing(String body) {
        google.then(200, body);

        ProviderFailure failure = Failures.of(get(), ProviderFailure.Transient.class);

        assertThat(failure.message()).contains("cut off or unreadable").doesNotContain("Lovelace", "Wi-Fi");
    }

    @Test
    void takesACompressedAnswerThatWasCutOffForPassing() {
        byte[] whole = ScriptedGoogle.gzip(utf8("{\"name\": \"" + "x".repeat(5000) + "\"}"));
        google.then(200, GZIP, Arrays.copyOf(whole, whole.length - 12)).then(200, GZIP, utf8("not compressed at all"));

        Failures.of(get(), ProviderFailure.Transient.class);
        Failures.of(get(), ProviderFailure.Transient.class);
    }

    @Test
    void readsErrorsInHtmlByTheirStatus() {
        google.then(503, Map.of("content-type", "text/html"), utf8("<html>Service Unavailable</html>"))
                .then(502, Map.of(), new byte[0])
                .then(403, Map.of("content-type", "text/html"), utf8("<html>no</html>"));

        Failures.of(get(), ProviderFailure.Transient.class);
        Failures.of(get(), ProviderFailure.Transient.class);
        Failures.of(get(), ProviderFailure.Permanent.class);
    }

    @Test
    void refusesAnAnswerThatIsTooBig() {
        google.then("{\"name\": \"" + "x".repeat(ScriptedGoogle.MAX_BYTES) + "\"}");

        ProviderFailure failure = Failures.of(get(), ProviderFailure.Malformed.class);

        assertThat(failure.message()).contains("KITH_GOOGLE_MAX_RESPONSE_BYTES");
    }

    @Test
    void refusesAnAnswerThatGrowsTooBigWhenItIsUnpacked() {
        byte[] bomb =
                ScriptedGoogle.gzip(utf8("{\"names\": [" + "\"x\",".repeat(ScriptedGoogle.MAX_BYTES) + "\"x\"]}"));
        assertThat(bomb.length).isLessThan(ScriptedGoogle.MAX_BYTES / 10);
        google.then(200, GZIP, bomb);

        Failures.of(get(), ProviderFailure.Malformed.class);
    }

    @Test
    void readsWhenToComeBackAsADate() {
        google.then(429, Map.of("Retry-After", "Sun, 1 Mar 2026 08:00:40 GMT"), utf8("{}"));

        assertThat(Failures.of(get(), ProviderFailure.RateLimited.class).retryAfter())
                .isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void doesNotFollowARedirection() {
        google.then(302, Map.of("Location", "http://127.0.0.1:1/"), new byte[0]);

        Failures.of(get(), ProviderFailure.Permanent.class);
        assertThat(google.asked()).hasSize(1);
    }
}
