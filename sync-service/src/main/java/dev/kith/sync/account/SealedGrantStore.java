package dev.kith.sync.account;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Optional;

/** Grants among the sealed credentials. */
@ApplicationScoped
class SealedGrantStore implements OAuthGrantStore {

    private final CredentialSeal seal;
    private final OAuthClient client;
    private final Clock clock;

    SealedGrantStore(CredentialSeal seal, OAuthClient client, Clock clock) {
        this.seal = seal;
        this.client = client;
        this.clock = clock;
    }

    @Override
    public Uni<OAuthGrant> load(SourceAccount account) {
        return seal.load(account).map(GrantCodec::decode).map(this::complete);
    }

    @Override
    public Uni<Void> replaceRefreshToken(SourceAccount account, OAuthGrant exchanged, String refreshToken) {
        return seal.change(account, stored -> {
            var grant = GrantCodec.decode(stored);
            if (!Objects.equals(grant.refreshToken(), exchanged.refreshToken())) {
                return Optional.empty();
            }
            var rotated = new OAuthGrant(grant.clientId(), grant.clientSecret(), refreshToken, grant.scopes());
            return Optional.of(GrantCodec.encode(rotated, clock.instant()));
        });
    }

    /** Stores what an owner granted, in place of what stood there. */
    Uni<Void> store(SourceAccount account, OAuthGrant grant) {
        return seal.store(account, GrantCodec.encode(client.complete(grant), clock.instant()));
    }

    private OAuthGrant complete(OAuthGrant stored) {
        var grant = client.complete(stored);
        if (grant.refreshToken() == null) {
            throw new ProviderException(
                    new AuthRevoked("The stored credentials lack refresh_token: connect it again."));
        }
        var missing = new ArrayList<String>();
        if (grant.clientId() == null) {
            missing.add("client_id");
        }
        if (grant.clientSecret() == null) {
            missing.add("client_secret");
        }
        if (!missing.isEmpty()) {
            // The grant itself may be in order: its owner has nothing to do.
            throw new ProviderException(new Permanent("The stored credentials lack " + String.join(", ", missing)
                    + ": set KITH_GOOGLE_CLIENT_ID and KITH_GOOGLE_CLIENT_SECRET to the client they were granted to."));
        }
        return grant;
    }
}
