package dev.kith.sync.account;

import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;

/** Keeps the name and password of accounts that have them, encrypted at rest. */
public interface PasswordStore {

    /**
     * The credentials of an account. Fails with {@link dev.kith.sync.provider.ProviderFailure.AuthRevoked} when there are
     * none or no key opens them.
     */
    Uni<PasswordCredentials> load(SourceAccount account);
}
