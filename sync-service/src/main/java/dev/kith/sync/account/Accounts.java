package dev.kith.sync.account;

import dev.kith.sync.backfill.write.AgentRuns;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ContactsProvider;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ProviderFailure.TargetRefused;
import dev.kith.sync.provider.ProviderFailure.WrongIdentity;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Connects accounts and takes them apart again. */
@ApplicationScoped
public class Accounts {

    public static final String GOOGLE = "google";
    public static final String CARDDAV = "carddav";
    public static final String FILE = "file";
    public static final String MAC = AgentRuns.PROVIDER;

    /** The account that imported files belong to unless another one is named. */
    public static final String IMPORT = "import";

    private final AccountStore store;
    private final CredentialStore credentials;
    private final SealedGrantStore grants;
    private final SealedPasswordStore passwords;
    private final Disconnection disconnection;
    private final ProviderRegistry providers;
    private final Event<CredentialsChanged> changed;

    Accounts(
            AccountStore store,
            CredentialStore credentials,
            SealedGrantStore grants,
            SealedPasswordStore passwords,
            Disconnection disconnection,
            ProviderRegistry providers,
            Event<CredentialsChanged> changed) {
        this.store = store;
        this.credentials = credentials;
        this.grants = grants;
        this.passwords = passwords;
        this.disconnection = disconnection;
        this.providers = providers;
        this.changed = changed;
    }

    /** A connected account; fails with {@link UnknownAccountException} when there is none. */
    public Uni<ConnectedAccount> get(String provider, String accountId) {
        return store.find(provider, accountId)
                .map(found -> found.orElseThrow(() -> new UnknownAccountException(provider)));
    }

    /**
     * Connects a Google account, or gives a known one new credentials, and lets it sync at once. Refused credentials
     * fail with {@link CredentialsRefusedException} and leave everything as it was; a source that cannot be reached
     * leaves the account connected and degraded.
     */
    public Uni<Registration> registerGoogle(String accountId, OAuthGrant grant, Map<String, String> settings) {
        return register(GOOGLE, accountId, settings, account -> grants.store(account, grant));
    }

    /** The same for a refresh token alone, granted to this installation's own client. */
    public Uni<Registration> registerGoogle(String accountId, String refreshToken, Map<String, String> settings) {
        return registerGoogle(accountId, new OAuthGrant(null, null, refreshToken, Set.of()), settings);
    }

    /** The same for an account at a server of its own, which a name and a password open. */
    public Uni<Registration> registerCardDav(
            String accountId, PasswordCredentials entered, Map<String, String> settings) {
        return register(CARDDAV, accountId, settings, account -> passwords.store(account, entered));
    }

    private Uni<Registration> register(
            String provider,
            String accountId,
            Map<String, String> settings,
            Function<SourceAccount, Uni<Void>> storing) {
        return store.find(provider, accountId)
                .chain(known -> credentials
                        .find(provider, accountId)
                        .chain(before -> store.register(provider, accountId, settings)
                                .call(account -> storing.apply(account.source()))
                                .chain(account -> admit(account.source(), known, before))
                                .chain(() -> get(provider, accountId))
                                .map(account -> new Registration(account, known.isEmpty()))));
    }

    private Uni<Void> admit(SourceAccount account, Optional<ConnectedAccount> known, Optional<CredentialRow> before) {
        changed.fire(new CredentialsChanged(account));
        return identify(account)
                .chain(() -> store.heal(account))
                .chain(() -> store.makeDue(account))
                .onFailure(ProviderException.class)
                .recoverWithUni(failure -> decline(account, known, before, ((ProviderException) failure).failure()));
    }

    private Uni<Void> decline(
            SourceAccount account,
            Optional<ConnectedAccount> known,
            Optional<CredentialRow> before,
            ProviderFailure failure) {
        return FailurePolicy.of(failure) == FailurePolicy.RECONSENT || failure instanceof TargetRefused
                ? undo(account, known, before, failure)
                : keep(account, failure);
    }

    private Uni<Void> keep(SourceAccount account, ProviderFailure failure) {
        return store.degrade(account, failure.message()).chain(() -> store.makeDue(account));
    }

    private Uni<Void> undo(
            SourceAccount account,
            Optional<ConnectedAccount> known,
            Optional<CredentialRow> before,
            ProviderFailure failure) {
        var restored = known.isPresent() && before.isPresent()
                ? credentials
                        .put(before.get())
                        .chain(() ->
                                store.setSettings(account, known.get().source().settings()))
                : disconnection
                        .disconnect(account, CredentialRow.keysOf(account.provider(), account.accountId()))
                        .chain(() -> disconnection.forgetUnused(account));
        return restored.invoke(() -> changed.fire(new CredentialsChanged(account)))
                .chain(() -> Uni.createFrom().failure(new CredentialsRefusedException(failure.message())));
    }

    /** The account that files are imported under; made when it is not there. It is never polled. */
    public Uni<SourceAccount> ensureFileAccount(String accountId) {
        return store.find(FILE, accountId)
                .chain(found -> found.map(account -> Uni.createFrom().item(account.source()))
                        .orElseGet(
                                () -> store.register(FILE, accountId, Map.of()).map(ConnectedAccount::source)));
    }

    public Uni<ConnectedAccount> pause(String provider, String accountId) {
        return setStatus(provider, accountId, AccountStatus.PAUSED);
    }

    /** Polls the account again, at once. */
    public Uni<ConnectedAccount> resume(String provider, String accountId) {
        return setStatus(provider, accountId, AccountStatus.ACTIVE)
                .call(account -> ProviderRegistry.PUSHING.contains(provider)
                        ? Uni.createFrom().voidItem()
                        : store.makeDue(account.source()));
    }

    private Uni<ConnectedAccount> setStatus(String provider, String accountId, AccountStatus status) {
        return get(provider, accountId)
                .call(account -> store.setStatus(account.source(), status))
                .chain(() -> get(provider, accountId));
    }

    /** Removes the credentials and ends all polling; what came from the account stays in the CRM. */
    public Uni<Void> disconnect(String provider, String accountId) {
        return get(provider, accountId)
                .call(account -> disconnection.disconnect(account.source(), CredentialRow.keysOf(provider, accountId)))
                .invoke(account -> changed.fire(new CredentialsChanged(account.source())))
                .replaceWithVoid();
    }

    /** Asks the source whether the stored credentials work; changes nothing. */
    public Uni<AccountProbe> test(String provider, String accountId) {
        return get(provider, accountId)
                .chain(account -> provider(account.source())
                        .validateCredentials(account.source())
                        .replaceWith(AccountProbe.passed())
                        .onFailure(ProviderException.class)
                        .recoverWithItem(failure -> probe(((ProviderException) failure).failure())));
    }

    private static AccountProbe probe(ProviderFailure failure) {
        return new AccountProbe(false, failure.code(), failure.message());
    }

    /** Asks who answers, and binds the account to the first answer; fails with {@link WrongIdentity} for another. */
    public Uni<AccountIdentity> identify(SourceAccount account) {
        return provider(account)
                .validateCredentials(account)
                .call(answer -> store.bind(account, answer.identity(), answer.subjectEmail())
                        .invoke(Accounts::requireSame));
    }

    private static void requireSame(boolean same) {
        if (!same) {
            throw new ProviderException(new WrongIdentity("Another person's account answered under these credentials."
                    + " Connect the account it was first connected as, or disconnect it and connect the new one."));
        }
    }

    private ContactsProvider provider(SourceAccount account) {
        return providers.find(account.provider()).orElseThrow(() -> new UnknownAccountException(account.provider()));
    }
}
