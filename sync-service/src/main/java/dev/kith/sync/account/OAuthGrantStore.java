package dev.kith.sync.account;

import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;

/** Keeps each account's grant, encrypted at rest. */
public interface OAuthGrantStore {

    /**
     * The grant of an account. Fails with {@link dev.kith.sync.provider.ProviderFailure.AuthRevoked} when there is none
     * or no key opens it.
     */
    Uni<OAuthGrant> load(SourceAccount account);

    /** Replaces the refresh token; completes only once the new one is durable. */
    Uni<Void> replaceRefreshToken(SourceAccount account, String refreshToken);
}
