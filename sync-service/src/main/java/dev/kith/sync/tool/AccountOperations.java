package dev.kith.sync.tool;

import dev.kith.sync.account.AccountProbe;
import dev.kith.sync.account.AccountStore;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.GoogleConsents;
import dev.kith.sync.account.Initiator;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.account.Registration;
import dev.kith.sync.backfill.apply.Inheritances;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Connecting accounts, looking after them, and taking them apart. */
@ApplicationScoped
public class AccountOperations {

    private static final Set<String> OTHER_CONTACTS = Set.of("off", "enrich", "create");

    private final Accounts accounts;
    private final GoogleConsents consents;
    private final AccountStore store;
    private final ProviderRegistry providers;
    private final Inheritances inheritances;

    AccountOperations(
            Accounts accounts,
            GoogleConsents consents,
            AccountStore store,
            ProviderRegistry providers,
            Inheritances inheritances) {
        this.accounts = accounts;
        this.consents = consents;
        this.store = store;
        this.providers = providers;
        this.inheritances = inheritances;
    }

    public Uni<Connected> connect(Connection request) {
        String provider = Arguments.required("provider", request.provider());
        if (!providers.polled().contains(provider)) {
            throw unknown();
        }
        String accountId = Arguments.requiredAccountId(request.accountId());
        return (switch (provider) {
                    case Accounts.GOOGLE -> connectGoogle(accountId, request);
                    case Accounts.CARDDAV -> connectCardDav(accountId, request);
                    default -> throw unknown();
                })
                .map(made -> new Connected(AccountView.of(made.account()), made.created()));
    }

    private static InvalidRequestException unknown() {
        return new InvalidRequestException("provider", "is unknown: accounts of google and carddav can be connected");
    }

    private Uni<Registration> connectGoogle(String accountId, Connection request) {
        String token = Arguments.required("refreshToken", request.refreshToken());
        return accounts.registerGoogle(accountId, token, settings(request.otherContacts()));
    }

    /**
     * Begins to connect a Google account in the browser.
     *
     * @param redirect where the browser comes back to
     * @param accountId the account to connect again; left out, whoever consents is connected
     */
    public Uni<GoogleConsents.Beginning> beginGoogleConsent(
            URI redirect, String accountId, String otherContacts, Initiator initiator) {
        String choice = Arguments.optional(otherContacts);
        settings(choice);
        return consents.begin(redirect, Arguments.optional(accountId), choice, initiator);
    }

    /** Who began what is to be finished in the same browser. */
    public Uni<Optional<Initiator>> googleConsentInitiator(String state, String browser) {
        return consents.initiator(state, browser);
    }

    /** Finishes it in the same browser. */
    public Uni<Registration> finishGoogleConsent(String state, String browser, String code, String error) {
        return consents.finish(state, browser, code, error);
    }

    private Uni<Registration> connectCardDav(String accountId, Connection request) {
        return accounts.registerCardDav(
                accountId, EnteredPassword.of(request), EnteredPassword.settings(request.books()));
    }

    private static Map<String, String> settings(String otherContacts) {
        if (otherContacts == null) {
            return Map.of();
        }
        if (!OTHER_CONTACTS.contains(otherContacts)) {
            throw new InvalidRequestException("otherContacts", "must be off, enrich or create");
        }
        return Map.of("otherContacts", otherContacts);
    }

    public Uni<List<AccountView>> list() {
        return store.list(null).map(all -> all.stream().map(AccountView::of).toList());
    }

    public Uni<AccountProbe> test(String provider, String accountId) {
        return accounts.test(provider, accountId);
    }

    public Uni<AccountView> pause(String provider, String accountId) {
        return accounts.pause(provider, accountId).map(AccountView::of);
    }

    public Uni<AccountView> resume(String provider, String accountId) {
        return accounts.resume(provider, accountId).map(AccountView::of);
    }

    public Uni<Void> disconnect(String provider, String accountId) {
        return accounts.disconnect(provider, accountId).chain(inheritances::settle);
    }
}
