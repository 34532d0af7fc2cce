package dev.kith.sandbox.google;

import static dev.kith.sandbox.google.StandInFixture.CONNECTIONS;
import static dev.kith.sandbox.google.StandInFixture.LIST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.sandbox.google.StandInClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("How the stand-in limits, fails and delays")
class QuotaAndFaultRulesTest {

    private final StandInFixture google = new StandInFixture();

    @AfterEach
    void close() {
        google.close();
    }

    @Nested
    @DisplayName("S35: 60 critical reads a minute and user, unless configured")
    class ReadsPerMinute {

        @Test
        void refusesTheNextReadUntilAMinuteIsOver() {
            for (int i = 0; i < 60; i++) {
                assertThat(google.get(LIST).status()).isEqualTo(200);
            }

            Answer refused = google.get(LIST);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.reason()).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(refused.message())
                    .startsWith("Quota exceeded for quota metric 'Critical read requests (Contact and Profile Reads)'");
            assertThat(refused.body()
                            .at("/error/details/0/metadata/quota_limit")
                            .asText())
                    .isEqualTo("CriticalReadsPerMinutePerProjectPerUser");
            google.control.advance(Duration.ofMinutes(1));
            assertThat(google.get(LIST).status()).isEqualTo(200);
        }

        @Test
        void countsEachUserAndGroupsApart() {
            google.switches.readsPerMinute = 1;
            google.switches.groupReadsPerMinute = 1;
            google.get(LIST);
            assertThat(google.get(LIST).status()).isEqualTo(429);

            assertThat(google.get("/v1/contactGroups").status()).isEqualTo(200);
            assertThat(google.get("/v1/contactGroups").status()).isEqualTo(429);
        }
    }

    @Test
    @DisplayName("S36: the first page of a full sync may have a quota of its own")
    void limitsFullSyncs() {
        String sync = google.syncToken();
        google.switches.fullSyncsPerHour = 1;
        google.get(LIST);

        Answer refused = google.get(LIST);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.message()).isEqualTo("Resource has been exhausted (e.g. check quota).");
        assertThat(google.get(LIST + "&syncToken=" + sync).status()).isEqualTo(200);
        google.control.advance(Duration.ofMinutes(59));
        assertThat(google.get(LIST).status()).isEqualTo(429);
        google.control.advance(Duration.ofMinutes(1));
        google.client.refresh("refresh-ada");
        assertThat(google.get(LIST).status()).isEqualTo(200);
    }

    @Nested
    @DisplayName("S37: Retry-After is absent, or given by switch")
    class RetryAfter {

        @Test
        void isAbsentInSecondsOrADate() {
            google.switches.readsPerMinute = 0;
            assertThat(google.get(LIST).header("retry-after")).isEmpty();
            google.switches.retryAfterSeconds = 7;
            assertThat(google.get(LIST).header("retry-after")).isEqualTo("7");
            google.switches.retryAfterAsDate = true;

            ZonedDateTime date =
                    ZonedDateTime.parse(google.get(LIST).header("retry-after"), DateTimeFormatter.RFC_1123_DATE_TIME);

            assertThat(date.toInstant())
                    .isBetween(google.control.time(), google.control.time().plusSeconds(8));
        }
    }

    @Nested
    @DisplayName("S38: a scripted fault strikes the nth call of an endpoint, once")
    class Faults {

        @ParameterizedTest
        @CsvSource({
            "UNAUTHORIZED,401",
            "SCOPE_MISSING,403",
            "LEGACY_QUOTA,403",
            "RATE_LIMITED,429",
            "INTERNAL,500",
            "UNAVAILABLE,503",
            "HTML_BAD_GATEWAY,502",
            "EXPIRED_SYNC_TOKEN,400",
            "INVALID_ARGUMENT,400"
        })
        void answersTheSecondCallWithAnError(Fault.Kind kind, int status) {
            google.control.fault(new Fault(CONNECTIONS, 2, kind));

            assertThat(google.get(LIST).status()).isEqualTo(200);
            assertThat(google.get("/v1/contactGroups").status()).isEqualTo(200);
            assertThat(google.get(LIST).status()).isEqualTo(status);
            assertThat(google.get(LIST).status()).isEqualTo(200);
        }

        @Test
        void strikesTheTokenEndpointToo() {
            google.control.fault(new Fault("/token", 1, Fault.Kind.UNAVAILABLE));

            assertThat(google.client.refresh("refresh-ada").status()).isEqualTo(503);
        }

        @Test
        void endsAConnectionWithoutAnAnswer() {
            // The client asks once more by itself.
            google.control.fault(new Fault(CONNECTIONS, 1, Fault.Kind.RESET));
            google.control.fault(new Fault(CONNECTIONS, 2, Fault.Kind.RESET));

            assertThatThrownBy(() -> google.get(LIST)).isInstanceOf(UncheckedIOException.class);
            assertThat(google.get(LIST).status()).isEqualTo(200);
        }

        @Test
        void endsAConnectionInTheMiddleOfAnAnswer() {
            google.control.fault(new Fault(CONNECTIONS, 1, Fault.Kind.TRUNCATED));

            assertThatThrownBy(() -> google.get(LIST)).isInstanceOf(UncheckedIOException.class);
            assertThat(google.get(LIST).status()).isEqualTo(200);
        }

        @Test
        void sendsHalfOfTheJsonOrOfItsCompressedForm() {
            google.control.fault(new Fault(CONNECTIONS, 1, Fault.Kind.HALF_BODY));
            google.control.fault(new Fault(CONNECTIONS, 2, Fault.Kind.HALF_BODY));
            String whole = new String(google.get("/v1/contactGroups").raw().body(), StandardCharsets.UTF_8);

            String half = new String(google.get(LIST).raw().body(), StandardCharsets.UTF_8);
            byte[] compressed = compressed(LIST).raw().body();

            assertThat(whole.strip()).endsWith("}");
            assertThat(half.strip()).startsWith("{").doesNotEndWith("}");
            assertThatThrownBy(() -> decompress(compressed)).isInstanceOf(IOException.class);
        }

        @Test
        void stallsUntilTheClientGivesUp() {
            google.control.fault(new Fault("/v1/contactGroups", 1, Fault.Kind.STALL));
            HttpRequest request = HttpRequest.newBuilder(URI.create(google.google.url() + "/v1/contactGroups"))
                    .timeout(Duration.ofMillis(200))
                    .build();

            assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(HttpTimeoutException.class);
        }

        @Test
        void sendsABodySlowlyAndWhole() {
            google.switches.slowBodyMillis = 200;
            google.control.fault(new Fault(CONNECTIONS, 1, Fault.Kind.SLOW_BODY));
            long before = System.nanoTime();

            Answer answer = google.get(LIST);

            assertThat(answer.body().path("connections")).hasSize(3);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    @DisplayName("S39: an answer takes a time of its own, and one for each person in it")
    void takesItsTime() {
        google.switches.pageMillis = 50;
        google.switches.itemMicros = 50_000;
        long before = System.nanoTime();
        google.get(LIST);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    @DisplayName("and pages are held for as long as somebody wants")
    void holdsPages() {
        google.switches.pagesHeld = true;
        CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(() -> google.get(LIST));
        assertThatThrownBy(() -> asked.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

        google.switches.pagesHeld = false;

        assertThat(asked.join().status()).isEqualTo(200);
    }

    @Nested
    @DisplayName("S40: compression and layout as asked for, every request remembered without its token")
    class Form {

        @Test
        void compressesOnlyForWhoeverTakesIt() throws IOException {
            assertThat(google.get(LIST).header("content-encoding")).isEmpty();

            Answer compressed = compressed(LIST);

            assertThat(compressed.header("content-encoding")).isEqualTo("gzip");
            assertThat(new String(decompress(compressed.raw().body()), StandardCharsets.UTF_8))
                    .contains("Person 1");
        }

        @Test
        void indentsUnlessToldNotTo() {
            String pretty = new String(google.get(LIST).raw().body(), StandardCharsets.UTF_8);
            String compact =
                    new String(google.get(LIST + "&prettyPrint=false").raw().body(), StandardCharsets.UTF_8);

            assertThat(pretty).contains("\n  ");
            assertThat(compact).doesNotContain("\n");
            assertThat(compact.length()).isLessThan(pretty.length());
        }

        @Test
        void remembersRequestsButNoToken() {
            google.control.clearRequests();
            google.get(LIST + "&access_token=secret-1");
            google.client.refresh("refresh-ada");

            assertThat(google.control.requests())
                    .extracting(RecordedRequest::path, RecordedRequest::status)
                    .containsExactly(tuple(CONNECTIONS, 200), tuple("/token", 200));
            assertThat(google.control.requests().get(0).query())
                    .containsEntry("personFields", "names,metadata,emailAddresses");
            assertThat(google.control.requests().toString())
                    .doesNotContain("Bearer", "secret-1", "refresh-ada", "ya29.");
        }
    }

    private Answer compressed(String request) {
        return google.client.get(request, Map.of("accept-encoding", "gzip"));
    }

    private static byte[] decompress(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }
}
