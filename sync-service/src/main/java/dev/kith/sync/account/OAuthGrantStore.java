package dev.kith.sync.account;

import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;

/** Keeps each account's grant, encrypted at rest. */
public interface OAuthGrantStore {

    /**
     * The grant of an account. Fails with {@link dev.kith.sync.provider.ProviderFailure.AuthRevoked} when there is none
     * or no key opens it, and with {@link dev.kith.sync.provider.ProviderFailure.Permanent} when no OAuth client is known
     * for it.
     */
    Uni<OAuthGrant> load(SourceAccount account);

    /**
     * Replaces the refresh token of a grant; completes only once the new one is durable. A grant that somebody gave
     * meanwhile is not touched.
     *
     * @param exchanged the grant that was exchanged for the new token
     */
    Uni<Void> replaceRefreshToken(SourceAccount account, OAuthGrant exchanged, String refreshToken);
}
