package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import java.time.Duration;

/** Names what a server's refusal means, where the request itself does not know better. */
final class DavFailures {

    private static final Duration UNLESS_SAID = Duration.ofSeconds(60);

    private DavFailures() {}

    static ProviderException of(DavResponse response, Login login) {
        int status = response.status();
        return new ProviderException(
                switch (status) {
                    case 401 -> login.mayBeShownTo(response.address()) ? refused(login) : elsewhere(response);
                    case 403 ->
                        new ProviderFailure.Permanent(
                                "The server forbids reading this (HTTP 403). Check the account's rights there.");
                    case 404, 410, 501 ->
                        new ProviderFailure.Permanent("The server does not know what was asked for (HTTP " + status
                                + "). Check the address.");
                    case 429 -> limited(response);
                    default -> other(response);
                });
    }

    private static ProviderFailure other(DavResponse response) {
        int status = response.status();
        if (status == 503 && response.retryAfter().isPresent()) {
            return limited(response);
        }
        if (status >= 500 || status == 408) {
            return new ProviderFailure.Transient(
                    "The server has trouble at the moment (HTTP " + status + "). It is asked again.");
        }
        if (status / 100 == 2) {
            return unreadable();
        }
        return new ProviderFailure.Permanent(
                "The server gave an unexpected answer (HTTP " + status + "). Check the address.");
    }

    /** A hotel's login page answers everything with success: what it says is never believed. */
    static ProviderFailure unreadable() {
        return new ProviderFailure.Malformed(
                "What answered is no CardDAV server, or its answer was damaged on the way. Nothing of it was used;"
                        + " it is asked again. Check the address and the network if it stays so.");
    }

    private static ProviderFailure limited(DavResponse response) {
        return new ProviderFailure.RateLimited(
                response.retryAfter().orElse(UNLESS_SAID),
                "The server asks for fewer requests. The sync goes on by itself.");
    }

    private static ProviderFailure refused(Login login) {
        return new ProviderFailure.AuthRevoked(
                login.apple()
                        ? "Apple refuses the Apple ID or its app-specific password. Apple withdraws all of them when the"
                                + " Apple ID's password changes: make a new one at account.apple.com and enter it."
                        : "The server refuses the user name or the password. Enter them again; with two-factor"
                                + " authentication most services want an app password. Some want the user name without"
                                + " what stands after the @, others with it.");
    }

    private static ProviderFailure elsewhere(DavResponse response) {
        return new ProviderFailure.TargetRefused(
                "The server leads on to " + response.address().getScheme() + "://"
                        + response.address().getRawAuthority()
                        + "/, which wants the password. It was not sent there. If that server is yours, connect with its"
                        + " address.");
    }
}
