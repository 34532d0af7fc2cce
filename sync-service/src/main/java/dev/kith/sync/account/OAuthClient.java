package dev.kith.sync.account;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The client this installation is registered as at Google. */
@Singleton
class OAuthClient {

    private final Optional<String> id;
    private final Optional<String> secret;

    OAuthClient(
            @ConfigProperty(name = "kith.google.client-id") Optional<String> id,
            @ConfigProperty(name = "kith.google.client-secret") Optional<String> secret) {
        this.id = id;
        this.secret = secret;
    }

    /** The grant with our own client where it names none; a rotated secret of our own client replaces the stored one. */
    OAuthGrant complete(OAuthGrant grant) {
        var ours =
                grant.clientId() == null || id.filter(grant.clientId()::equals).isPresent();
        return ours
                ? new OAuthGrant(
                        id.orElse(grant.clientId()),
                        secret.orElse(grant.clientSecret()),
                        grant.refreshToken(),
                        grant.scopes())
                : grant;
    }
}
