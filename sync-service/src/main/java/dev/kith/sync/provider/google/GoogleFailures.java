package dev.kith.sync.provider.google;

import dev.kith.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names what went wrong with a request of the People API.
 *
 * @see <a href="https://google.aip.dev/193">AIP-193, errors</a>
 */
final class GoogleFailures {

    private static final Duration PER_MINUTE_QUOTA = Duration.ofSeconds(60);
    private static final Duration FIRST_PAGE_QUOTA = Duration.ofMinutes(5);
    private static final Set<String> QUOTA_REASONS =
            Set.of("rate_limit_exceeded", "ratelimitexceeded", "userratelimitexceeded", "quotaexceeded");
    private static final String ENABLE_HERE = "https://console.cloud.google.com/apis/library/people.googleapis.com";
    private static final Pattern CONSOLE =
            Pattern.compile("https://console\\.(?:developers|cloud)\\.google\\.com/[\\w./?=&%-]+");

    private GoogleFailures() {}

    static ProviderFailure of(GoogleResponse response, Asked asked) {
        GoogleErrorBody error = GoogleErrorBody.of(response.body());
        return switch (response.status()) {
            case 400, 410 -> badRequest(response.status(), error, asked);
            case 401 ->
                new ProviderFailure.AuthRevoked("Google refuses this account's access. Connect the account again.");
            case 403 -> forbidden(error, asked, response);
            case 404 -> new ProviderFailure.Permanent("Google does not know what was asked for (HTTP 404).");
            case 429 -> rateLimited(error, asked, response);
            default ->
                response.status() >= 500 || response.status() == 408
                        ? new ProviderFailure.Transient(
                                "Google has trouble at the moment (HTTP " + response.status() + "). It is asked again.")
                        : new ProviderFailure.Permanent("Google gave an unexpected answer (HTTP " + response.status()
                                + "). Look for a newer version of Kith.");
        };
    }

    static ProviderFailure scopeMissing(Stream stream) {
        return new ProviderFailure.ScopeMissing(
                stream.scope(),
                stream.streamName(),
                "The account did not grant " + stream.scope() + ". Connect it again and leave that permission ticked.");
    }

    private static ProviderFailure badRequest(int status, GoogleErrorBody error, Asked asked) {
        // The status beside the reason differs from answer to answer and says nothing.
        boolean expired = status == 410
                || error.reason().equals("EXPIRED_SYNC_TOKEN")
                || error.message().toLowerCase(Locale.ROOT).contains("sync token");
        if (asked.syncToken() && expired) {
            return new ProviderFailure.CursorExpired(
                    "Google no longer knows the sync position: everything is listed again.");
        }
        if (asked.pageToken()) {
            return new ProviderFailure.ChainBroken(
                    "Google no longer knows the page position: the listing starts again.");
        }
        if (asked.syncToken()) {
            // So answers a token of other parameters: only a listing without it can tell whether it is the token.
            return new ProviderFailure.CursorExpired("Google refuses the sync position: everything is listed again.");
        }
        return new ProviderFailure.Permanent(
                "Google refuses the request (HTTP " + status + "). Look for a newer version of Kith.");
    }

    private static ProviderFailure forbidden(GoogleErrorBody error, Asked asked, GoogleResponse response) {
        if (QUOTA_REASONS.contains(error.reason().toLowerCase(Locale.ROOT))) {
            return rateLimited(error, asked, response);
        }
        if (error.reason().equals("ACCESS_TOKEN_SCOPE_INSUFFICIENT")
                || error.message().contains("insufficient authentication scopes")) {
            return scopeMissing(asked.stream());
        }
        if (error.reason().equals("SERVICE_DISABLED") || error.message().contains("has not been used in project")) {
            Matcher link = CONSOLE.matcher(error.message());
            return new ProviderFailure.Permanent(
                    "The People API is not enabled in your Google Cloud project. Enable it at "
                            + (link.find() ? link.group() : ENABLE_HERE) + " , wait a few minutes, and sync again.");
        }
        return new ProviderFailure.Permanent(
                "Google forbids the request (HTTP 403). Check the Google Cloud project and the account's admin policy.");
    }

    private static ProviderFailure rateLimited(GoogleErrorBody error, Asked asked, GoogleResponse response) {
        boolean firstPage = asked.firstPageOfFull() && !error.quotaLimit().contains("PerMinute");
        return new ProviderFailure.RateLimited(
                response.retryAfter().orElse(firstPage ? FIRST_PAGE_QUOTA : PER_MINUTE_QUOTA),
                "Google asks for fewer requests. The sync goes on by itself"
                        + (firstPage ? " in some minutes." : " within a minute."));
    }
}
