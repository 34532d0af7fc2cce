package dev.kith.sync.account;

import dev.kith.model.Sha256;
import dev.kith.sync.account.ConsentRefusedException.Reason;
import dev.kith.sync.account.ConsentServer.Consent;
import dev.kith.sync.account.ConsentServer.Useless;
import dev.kith.sync.account.ConsentStates.Begun;
import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Connects Google accounts by having their owners consent in the browser (OAuth 2.0 with PKCE). */
@ApplicationScoped
public class GoogleConsents {

    private static final Logger LOGGER = Logger.getLogger(GoogleConsents.class);
    private static final int SECRET_BYTES = 32;
    private static final String RESOURCE_PREFIX = "people/";

    /**
     * A consent that has begun.
     *
     * @param address where to send the browser
     * @param browser what the browser must show when it comes back
     */
    public record Beginning(URI address, String browser) {

        @Override
        public String toString() {
            return "Beginning[redacted]";
        }
    }

    private final ConsentServer server;
    private final ConsentStates states;
    private final AccountStore store;
    private final Accounts accounts;
    private final SecureRandom random = new SecureRandom();

    GoogleConsents(ConsentServer server, ConsentStates states, AccountStore store, Accounts accounts) {
        this.server = server;
        this.states = states;
        this.store = store;
        this.accounts = accounts;
    }

    /**
     * Begins to connect an account. Fails with {@link ConsentRefusedException} when Google cannot be asked.
     *
     * @param redirect where the browser comes back to
     * @param accountId the account to connect again; {@code null} for whoever consents
     * @param otherContacts off, enrich or create; {@code null} leaves it as it is
     */
    public Uni<Beginning> begin(URI redirect, String accountId, String otherContacts, Initiator initiator) {
        String state = secret();
        String browser = secret();
        Begun begun = new Begun(secret(), redirect, accountId, otherContacts);
        return subject(accountId)
                .map(email -> server.address(new ConsentServer.Question(
                        redirect, state, challenge(begun.verifier()), begun.readsOtherContacts(), email)))
                .call(() -> states.begin(state, browser, begun, initiator))
                .map(address -> new Beginning(address, browser))
                .onFailure(ProviderException.class)
                .transform(failure -> refusal(((ProviderException) failure).failure()));
    }

    private Uni<String> subject(String accountId) {
        return accountId == null
                ? Uni.createFrom().nullItem()
                : accounts.get(Accounts.GOOGLE, accountId).map(ConnectedAccount::subjectEmail);
    }

    /** Who began what is to be finished in this browser; nobody where nothing was begun. */
    public Uni<Optional<Initiator>> initiator(String state, String browser) {
        return state == null || browser == null
                ? Uni.createFrom().item(Optional.empty())
                : states.initiator(state, browser);
    }

    /**
     * Finishes what was begun in this browser: the account is connected, or has new credentials. Fails with
     * {@link ConsentRefusedException}, and with {@link CredentialsRefusedException} when another account answers. A grant
     * that comes to nothing is given back.
     *
     * @param error what the provider says when the owner did not consent; {@code null} otherwise
     */
    public Uni<Registration> finish(String state, String browser, String code, String error) {
        if (state == null || browser == null) {
            return Uni.createFrom().failure(notBegunHere());
        }
        return states.take(state, browser)
                .map(found -> found.orElseThrow(GoogleConsents::notBegunHere))
                .invoke(begun -> requireCode(code, error))
                .chain(begun -> server.redeem(code, begun.verifier(), begun.redirect(), begun.readsOtherContacts())
                        .chain(answer -> settle(begun, answer)))
                .onFailure(ProviderException.class)
                .transform(failure -> refusal(((ProviderException) failure).failure()));
    }

    private Uni<Registration> settle(Begun begun, ConsentServer.Answer answer) {
        if (answer instanceof Consent consent) {
            return connect(begun, consent)
                    .onFailure(CredentialsRefusedException.class)
                    .call(() -> giveBack(
                            consent.grant().refreshToken(),
                            Optional.of(consent.identity().identity())));
        }
        Useless useless = (Useless) answer;
        return giveBack(useless.token(), useless.identity().map(AccountIdentity::identity))
                .chain(() -> Uni.createFrom().failure(new ProviderException(useless.why())));
    }

    /** Nobody keeps a grant that nobody uses; but what Google ends with it may be in use for a connected account. */
    private Uni<Void> giveBack(String token, Optional<String> owner) {
        return store.list(Accounts.GOOGLE)
                .map(connected -> connected.stream()
                        .map(account -> account.source().boundIdentity())
                        .anyMatch(bound -> bound == null || owner.isEmpty() || bound.equals(owner.get())))
                .chain(inUse -> inUse ? Uni.createFrom().voidItem() : server.giveBack(token))
                .onFailure(ProviderException.class)
                .invoke(failure -> LOGGER.warn(failure.getMessage()))
                .onFailure(ProviderException.class)
                .recoverWithNull();
    }

    private Uni<Registration> connect(Begun begun, Consent consent) {
        Map<String, String> settings =
                begun.otherContacts() == null ? Map.of() : Map.of("otherContacts", begun.otherContacts());
        return accountId(begun, consent.identity().identity())
                .chain(accountId -> accounts.registerGoogle(accountId, consent.grant(), settings));
    }

    /** Whoever was connected before under another name keeps it. */
    private Uni<String> accountId(Begun begun, String identity) {
        return begun.accountId() != null
                ? Uni.createFrom().item(begun.accountId())
                : store.findBound(Accounts.GOOGLE, identity)
                        .map(found -> found.map(account -> account.source().accountId())
                                .orElseGet(() -> identity.startsWith(RESOURCE_PREFIX)
                                        ? identity.substring(RESOURCE_PREFIX.length())
                                        : identity));
    }

    private static void requireCode(String code, String error) {
        if (error != null) {
            throw new ConsentRefusedException(
                    Reason.DENIED,
                    error.equals("access_denied")
                            ? "Google was not allowed to give your contacts. Nothing was connected."
                            : "Google did not let the account be connected. Check the OAuth client's settings and try again.");
        }
        if (code == null || code.isBlank()) {
            throw notBegunHere();
        }
    }

    private static ConsentRefusedException notBegunHere() {
        return new ConsentRefusedException(
                Reason.NOT_BEGUN_HERE,
                "This was not begun in this browser within the last ten minutes, or is finished already."
                        + " Begin again at /connect/google.");
    }

    private static RuntimeException refusal(ProviderFailure failure) {
        return FailurePolicy.of(failure) == FailurePolicy.RECONSENT
                ? new ConsentRefusedException(Reason.DENIED, failure.message())
                : new ConsentRefusedException(Reason.UNAVAILABLE, failure.message());
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return base64(bytes);
    }

    private static String challenge(String verifier) {
        return base64(Sha256.of(verifier.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
