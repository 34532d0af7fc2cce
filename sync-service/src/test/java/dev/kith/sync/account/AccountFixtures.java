package dev.kith.sync.account;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.provider.SourceAccount;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** The account room over a test's database, wired by hand. */
public final class AccountFixtures {

    static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final AccountStore store;
    private final CredentialStore credentials;
    private final SealedGrantStore grants;
    private final SealedPasswordStore passwords;
    private final Accounts accounts;
    private final CredentialCheck check;

    public AccountFixtures(Pool pool, ProviderRegistry providers) {
        this(pool, providers, KEY);
    }

    AccountFixtures(Pool pool, ProviderRegistry providers, String keys) {
        store = new AccountStore(pool, new DefaultRegion("US"));
        credentials = new CredentialStore(pool);
        CredentialSeal seal = new CredentialSeal(credentials, CredentialCipher.of(keys));
        passwords = new SealedPasswordStore(seal);
        grants = new SealedGrantStore(
                seal, new OAuthClient(Optional.of("client"), Optional.of("secret")), Clock.systemUTC());
        accounts = new Accounts(
                store, credentials, grants, passwords, new Disconnection(pool), providers, new SilentEvent<>());
        check = new CredentialCheck(credentials, seal, store);
    }

    public AccountStore store() {
        return store;
    }

    public Accounts accounts() {
        return accounts;
    }

    OAuthGrantStore grants() {
        return grants;
    }

    PasswordStore passwords() {
        return passwords;
    }

    void checkCredentials() {
        check.run().await().indefinitely();
    }

    /** A connected account that is due. */
    public SourceAccount connect(String provider, String accountId) {
        return store.register(provider, accountId, Map.of())
                .map(ConnectedAccount::source)
                .call(store::makeDue)
                .await()
                .indefinitely();
    }

    public ConnectedAccount read(SourceAccount account) {
        return store.find(account.provider(), account.accountId())
                .await()
                .indefinitely()
                .orElseThrow();
    }
}
