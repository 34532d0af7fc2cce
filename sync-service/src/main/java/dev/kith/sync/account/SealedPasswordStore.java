package dev.kith.sync.account;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Passwords among the sealed credentials, as JSON {@code {url, username, password}}. */
@ApplicationScoped
class SealedPasswordStore implements PasswordStore {

    private final CredentialSeal seal;

    SealedPasswordStore(CredentialSeal seal) {
        this.seal = seal;
    }

    @Override
    public Uni<PasswordCredentials> load(SourceAccount account) {
        return seal.load(account).map(SealedPasswordStore::decode);
    }

    /** Stores what an owner entered, in place of what stood there. */
    Uni<Void> store(SourceAccount account, PasswordCredentials credentials) {
        return seal.store(
                account,
                new JsonObject()
                        .put("url", credentials.url())
                        .put("username", credentials.username())
                        .put("password", credentials.password()));
    }

    private static PasswordCredentials decode(JsonObject stored) {
        var credentials = new PasswordCredentials(
                stored.getString("url"), stored.getString("username"), stored.getString("password"));
        if (credentials.url() == null || credentials.username() == null || credentials.password() == null) {
            throw new ProviderException(new AuthRevoked(CredentialSeal.ABSENT));
        }
        return credentials;
    }
}
