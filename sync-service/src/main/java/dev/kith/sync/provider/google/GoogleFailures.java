package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Names what went wrong with a request of the People API.
 *
 * @see <a href="https://google.aip.dev/193">AIP-193, errors</a>
 */
final class GoogleFailures {

    /** What a request carried, which decides how a refusal is to be read. */
    record Asked(String stream, String scope, boolean syncToken, boolean pageToken, boolean firstPageOfFull) {}

    private static final Duration PER_MINUTE_QUOTA = Duration.ofSeconds(60);
    private static final Duration FIRST_PAGE_QUOTA = Duration.ofMinutes(5);
    private static final Set<String> QUOTA_REASONS =
            Set.of("RATE_LIMIT_EXCEEDED", "ratelimitexceeded", "userratelimitexceeded", "quotaexceeded");

    private GoogleFailures() {}

    static ProviderFailure of(GoogleResponse response, Asked asked) {
        JsonNode error = response.body() == null ? null : response.body().get("error");
        String reason = reason(error);
        String message = error == null ? "" : error.path("message").asText();
        return switch (response.status()) {
            case 400, 410 -> badRequest(response.status(), reason, message, asked);
            case 401 ->
                new ProviderFailure.AuthRevoked("Google refuses this account's access. Connect the account again.");
            case 403 -> forbidden(reason, message, asked, response);
            case 404 -> new ProviderFailure.Permanent("Google does not know what was asked for (HTTP 404).");
            case 429 -> rateLimited(asked, response);
            default ->
                response.status() >= 500 || response.status() == 408
                        ? new ProviderFailure.Transient(
                                "Google has trouble at the moment (HTTP " + response.status() + "). It is asked again.")
                        : new ProviderFailure.Permanent("Google gave an unexpected answer (HTTP " + response.status()
                                + "). Look for a newer version of Kith.");
        };
    }

    private static ProviderFailure badRequest(int status, String reason, String message, Asked asked) {
        // The status beside the reason differs from answer to answer and says nothing.
        boolean expired = status == 410
                || reason.equals("EXPIRED_SYNC_TOKEN")
                || message.toLowerCase(Locale.ROOT).contains("sync token");
        if (asked.syncToken() && expired) {
            return new ProviderFailure.CursorExpired(
                    "Google no longer knows the sync position: everything is listed again.");
        }
        if (asked.pageToken()) {
            return new ProviderFailure.ChainBroken(
                    "Google no longer knows the page position: the listing starts again.");
        }
        if (asked.syncToken()) {
            return new ProviderFailure.CursorExpired("Google refuses the sync position: everything is listed again.");
        }
        return new ProviderFailure.Permanent(
                "Google refuses the request (HTTP " + status + "). Look for a newer version of Kith.");
    }

    private static ProviderFailure forbidden(String reason, String message, Asked asked, GoogleResponse response) {
        if (QUOTA_REASONS.contains(reason) || QUOTA_REASONS.contains(reason.toLowerCase(Locale.ROOT))) {
            return rateLimited(asked, response);
        }
        if (reason.equals("ACCESS_TOKEN_SCOPE_INSUFFICIENT")
                || message.contains("insufficient authentication scopes")) {
            return new ProviderFailure.ScopeMissing(
                    asked.scope(),
                    asked.stream(),
                    "The account did not grant " + asked.scope()
                            + ". Connect it again and leave that permission ticked.");
        }
        if (reason.equals("SERVICE_DISABLED") || message.contains("has not been used in project")) {
            return new ProviderFailure.Permanent(
                    "The People API is not enabled in your Google Cloud project. Enable it at"
                            + " https://console.cloud.google.com/apis/library/people.googleapis.com and sync again.");
        }
        return new ProviderFailure.Permanent(
                "Google forbids the request (HTTP 403). Check the Google Cloud project and the account's admin policy.");
    }

    private static ProviderFailure rateLimited(Asked asked, GoogleResponse response) {
        Duration least = asked.firstPageOfFull() ? FIRST_PAGE_QUOTA : PER_MINUTE_QUOTA;
        return new ProviderFailure.RateLimited(
                response.retryAfter().orElse(least),
                "Google asks for fewer requests. The sync goes on by itself"
                        + (asked.firstPageOfFull() ? " in some minutes." : " within a minute."));
    }

    /** The reason of a {@code google.rpc.ErrorInfo}, else of the old {@code errors} list; empty where there is none. */
    private static String reason(JsonNode error) {
        if (error == null) {
            return "";
        }
        for (JsonNode detail : error.path("details")) {
            if (detail.hasNonNull("reason")) {
                return detail.get("reason").asText();
            }
        }
        return error.path("errors").path(0).path("reason").asText();
    }
}
