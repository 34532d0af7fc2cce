package dev.kith.sync.account;

import dev.kith.sync.provider.AccountIdentity;
import io.smallrye.mutiny.Uni;
import java.net.URI;

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

    /** What an owner granted, and who that is. */
    record Consent(OAuthGrant grant, AccountIdentity identity) {}

    /** Where to send the browser; fails with {@link dev.kith.sync.provider.ProviderException} without an OAuth client. */
    URI address(Question question);

    /**
     * Exchanges the code that the browser came back with. Fails with {@link dev.kith.sync.provider.ProviderException},
     * also when less was granted than asked for.
     */
    Uni<Consent> redeem(String code, String verifier, URI redirect, boolean otherContacts);
}
