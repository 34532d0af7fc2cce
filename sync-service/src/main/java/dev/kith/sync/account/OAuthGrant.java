package dev.kith.sync.account;

import java.util.Set;

/** What an account's owner granted: the client it was granted to, the refresh token and the scopes. */
public record OAuthGrant(String clientId, String clientSecret, String refreshToken, Set<String> scopes) {

    public OAuthGrant {
        scopes = Set.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "OAuthGrant[redacted]";
    }
}
