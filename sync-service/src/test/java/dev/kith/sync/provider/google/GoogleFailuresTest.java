package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.ChainBroken;
import dev.kith.sync.provider.ProviderFailure.CursorExpired;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.ProviderFailure.RateLimited;
import dev.kith.sync.provider.ProviderFailure.ScopeMissing;
import dev.kith.sync.provider.ProviderFailure.Transient;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of the table of what Google's refusals mean. */
class GoogleFailuresTest {

    private static final Asked FIRST_PAGE = Asked.page(Stream.CONTACTS, false, false);
    private static final Asked NEXT_PAGE = Asked.page(Stream.CONTACTS, false, true);
    private static final Asked DELTA = Asked.page(Stream.CONTACTS, true, false);
    private static final Asked NEXT_PAGE_OF_DELTA = Asked.page(Stream.CONTACTS, true, true);
    private static final Asked NO_PAGE = Asked.about(Stream.CONTACTS);

    private static final String EXPIRED_MESSAGE =
            "Sync token is expired. Clear local cache and retry call without the sync token.";

    private static ProviderFailure failure(int status, String error, Asked asked) {
        return failure(status, error, asked, null);
    }

    private static ProviderFailure failure(int status, String error, Asked asked, Duration retryAfter) {
        return GoogleFailures.of(new GoogleResponse(status, json(error), Optional.ofNullable(retryAfter)), asked);
    }

    private static JsonNode json(String error) {
        try {
            return error == null ? null : new ObjectMapper().readTree("{\"error\": " + error + "}");
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String error(String status, String message, String reason) {
        String details = reason == null
                ? ""
                : ", \"details\": [{\"@type\": \"type.googleapis.com/google.rpc.Help\", \"links\": []},"
                        + " {\"@type\": \"type.googleapis.com/google.rpc.ErrorInfo\", \"reason\": \"" + reason + "\"}]";
        return "{\"code\": 0, \"status\": \"" + status + "\", \"message\": \"" + message + "\"" + details + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED_PRECONDITION", "INVALID_ARGUMENT"})
    void readsAnExpiredSyncTokenByReasonOrMessageWhateverTheStatus(String status) {
        for (Asked asked : new Asked[] {DELTA, NEXT_PAGE_OF_DELTA}) {
            assertThat(failure(400, error(status, EXPIRED_MESSAGE, "EXPIRED_SYNC_TOKEN"), asked))
                    .isInstanceOf(CursorExpired.class);
            assertThat(failure(400, error(status, EXPIRED_MESSAGE, null), asked))
                    .isInstanceOf(CursorExpired.class);
            assertThat(failure(400, error(status, "", "EXPIRED_SYNC_TOKEN"), asked))
                    .isInstanceOf(CursorExpired.class);
            assertThat(failure(410, null, asked)).isInstanceOf(CursorExpired.class);
        }
    }

    @Test
    void callsNoSyncTokenExpiredThatWasNotSent() {
        String expired = error("FAILED_PRECONDITION", EXPIRED_MESSAGE, "EXPIRED_SYNC_TOKEN");

        assertThat(failure(400, expired, FIRST_PAGE)).isInstanceOf(Permanent.class);
        assertThat(failure(410, expired, NO_PAGE)).isInstanceOf(Permanent.class);
        assertThat(failure(400, expired, NEXT_PAGE)).isInstanceOf(ChainBroken.class);
    }

    @Test
    void beginsTheChainAgainWhenAPageTokenIsRefused() {
        String invalid = error("INVALID_ARGUMENT", "Request contains an invalid argument.", null);

        assertThat(failure(400, invalid, NEXT_PAGE)).isInstanceOf(ChainBroken.class);
        assertThat(failure(400, invalid, NEXT_PAGE_OF_DELTA)).isInstanceOf(ChainBroken.class);
    }

    @Test
    void listsEverythingWhenASyncTokenIsRefusedForAnotherReason() {
        assertThat(failure(400, error("INVALID_ARGUMENT", "Request contains an invalid argument.", null), DELTA))
                .isInstanceOf(CursorExpired.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 301, 204})
    void takesOtherRefusalsForFinal(int status) {
        assertThat(failure(status, error("?", "?", null), FIRST_PAGE)).isInstanceOf(Permanent.class);
    }

    @Test
    void asksForConsentWhenTheAccessIsRefused() {
        ProviderFailure failure = failure(401, error("UNAUTHENTICATED", "invalid", null), FIRST_PAGE);

        assertThat(failure).isInstanceOf(AuthRevoked.class);
        assertThat(failure.message()).contains("Connect the account again");
    }

    @ParameterizedTest
    @CsvSource({"ACCESS_TOKEN_SCOPE_INSUFFICIENT,Request had…", ",Request had insufficient authentication scopes."})
    void namesAMissingScopeAndItsStream(String reason, String message) {
        Asked others = Asked.page(Stream.OTHER, false, false);

        assertThat(failure(403, error("PERMISSION_DENIED", message, reason), others))
                .isInstanceOfSatisfying(ScopeMissing.class, missing -> {
                    assertThat(missing.scope()).isEqualTo("https://www.googleapis.com/auth/contacts.other.readonly");
                    assertThat(missing.stream()).isEqualTo("other");
                    assertThat(missing.message()).contains(missing.scope());
                });
    }

    @Test
    void linksToWhereTheApiIsEnabled() {
        String message = "People API has not been used in project 7 before or it is disabled. Enable it by visiting"
                + " https://console.developers.google.com/apis/api/people.googleapis.com/overview?project=7 then retry.";

        for (String reason : new String[] {"SERVICE_DISABLED", null}) {
            ProviderFailure failure = failure(403, error("PERMISSION_DENIED", message, reason), FIRST_PAGE);
            assertThat(failure).isInstanceOf(Permanent.class);
            assertThat(failure.message())
                    .contains(
                            "https://console.developers.google.com/apis/api/people.googleapis.com/overview?project=7 ");
        }
    }

    @Test
    void linksNowhereElse() {
        ProviderFailure failure = failure(
                403, error("PERMISSION_DENIED", "Go to https://evil.example/ now", "SERVICE_DISABLED"), FIRST_PAGE);

        assertThat(failure.message())
                .doesNotContain("evil")
                .contains("https://console.cloud.google.com/apis/library/people.googleapis.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "RATE_LIMIT_EXCEEDED"})
    void takesAQuotaForPassingThoughItComesAsForbidden(String reason) {
        String old = "{\"code\": 403, \"message\": \"no\", \"errors\": [{\"domain\": \"usageLimits\", \"reason\": \""
                + reason + "\"}]}";

        assertThat(failure(403, old, DELTA)).isInstanceOf(RateLimited.class);
        assertThat(failure(403, error("PERMISSION_DENIED", "no", reason), DELTA))
                .isInstanceOf(RateLimited.class);
    }

    @Test
    void takesAnyOtherProhibitionForFinal() {
        assertThat(failure(403, error("PERMISSION_DENIED", "no", null), DELTA)).isInstanceOf(Permanent.class);
        assertThat(failure(403, null, DELTA)).isInstanceOf(Permanent.class);
    }

    @Test
    void waitsAMinuteUnlessToldOtherwise() {
        assertThat(waits(DELTA, null)).isEqualTo(Duration.ofMinutes(1));
        assertThat(waits(NEXT_PAGE, null)).isEqualTo(Duration.ofMinutes(1));
        assertThat(waits(NO_PAGE, null)).isEqualTo(Duration.ofMinutes(1));
        assertThat(waits(DELTA, Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void waitsMinutesOnTheFirstPageOfAFullListing() {
        assertThat(waits(FIRST_PAGE, null)).isEqualTo(Duration.ofMinutes(5));
        assertThat(waits(FIRST_PAGE, Duration.ofMinutes(20))).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void tellsAQuotaOfAMinuteFromOneOfFirstPages() {
        String perMinute = "{\"code\": 429, \"status\": \"RESOURCE_EXHAUSTED\", \"details\": [{\"reason\":"
                + " \"RATE_LIMIT_EXCEEDED\", \"metadata\": {\"quota_limit\":"
                + " \"CriticalReadsPerMinutePerProjectPerUser\"}}]}";

        assertThat(((RateLimited) failure(429, perMinute, FIRST_PAGE)).retryAfter())
                .isEqualTo(Duration.ofMinutes(1));
    }

    private static Duration waits(Asked asked, Duration retryAfter) {
        ProviderFailure failure = failure(429, error("RESOURCE_EXHAUSTED", "?", null), asked, retryAfter);
        assertThat(failure).isInstanceOf(RateLimited.class);
        return ((RateLimited) failure).retryAfter();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void takesTroubleAtGoogleForPassing(int status) {
        assertThat(failure(status, error("INTERNAL", "Internal error encountered.", null), DELTA))
                .isInstanceOf(Transient.class);
        assertThat(failure(status, null, DELTA)).isInstanceOf(Transient.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"text\"", "[]", "{\"details\": {}, \"errors\": 3}", "null"})
    void readsErrorsOfAnyShape(String error) {
        assertThat(failure(403, error, DELTA)).isInstanceOf(Permanent.class);
    }

    @Test
    void repeatsNothingOfWhatGoogleSays() {
        for (int status : new int[] {400, 401, 403, 404, 410, 418, 429, 500}) {
            assertThat(failure(
                                    status,
                                    error("ada@example.com", "ya29.token of ada@example.com", "ada@example.com"),
                                    DELTA)
                            .message())
                    .doesNotContain("ada", "ya29");
        }
    }
}
