package dev.kith.sync.account;

import dev.kith.sync.provider.AccountIdentity;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;

/** Where the owners of accounts consent to their contacts being read. */
public interface ConsentServer {

    /**
     * A question to an owner.
     *
     * @param redirect where the browser comes back to
     * @param challenge of the code's verifier (PKCE, S256)
     * @param otherContacts whether people the owner only ever wrote to are to be read as well
     * @param subjectEmail of the owner, where it is known; {@code null} otherwise
     */
    record Question(URI redirect, String state, String challenge, boolean otherContacts, String subjectEmail) {

        @Override
        public String toString() {
            return "Question[redacted]";
        }
    }

    /** What an owner's answer came to. */
    sealed interface Answer {}

    /** What an owner granted, and who that is. */
    record Consent(OAuthGrant grant, AccountIdentity identity) implements Answer {}

    /**
     * A grant that is of no use: less than was asked for, or of somebody who cannot be told.
     *
     * @param identity of the owner; empty where nobody could be asked
     * @param token of the grant, with which it can be given back
     */
    record Useless(ProviderFailure why, Optional<AccountIdentity> identity, String token) implements Answer {

        @Override
        public String toString() {
            return "Useless[redacted]";
        }
    }

    /** Where to send the browser; fails with {@link dev.kith.sync.provider.ProviderException} without an OAuth client. */
    URI address(Question question);

    /**
     * Exchanges the code that the browser came back with. Fails with {@link dev.kith.sync.provider.ProviderException} when
     * nothing was granted for it.
     */
    Uni<Answer> redeem(String code, String verifier, URI redirect, boolean otherContacts);

    /**
     * Gives a grant back. The owner's other grants to the same client may end with it.
     *
     * @param token any of the grant's
     */
    Uni<Void> giveBack(String token);
}
