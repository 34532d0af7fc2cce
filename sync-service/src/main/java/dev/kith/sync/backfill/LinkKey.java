package dev.kith.sync.backfill;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one contact of one account at its source.
 *
 * <p>Its text form is {@code provider/account/externalId}, with slashes of the account id escaped, so that it stays
 * short in the many places provenance repeats it.
 */
public record LinkKey(String provider, String accountId, String externalId) {

    @JsonValue
    public String text() {
        return provider + "/" + accountId.replace("%", "%25").replace("/", "%2F") + "/" + externalId;
    }

    @JsonCreator
    public static LinkKey parse(String text) {
        int afterProvider = text.indexOf('/');
        int afterAccount = text.indexOf('/', afterProvider + 1);
        if (afterProvider < 0 || afterAccount < 0) {
            throw new IllegalArgumentException("a link key has the form provider/account/externalId");
        }
        String account = text.substring(afterProvider + 1, afterAccount);
        return new LinkKey(
                text.substring(0, afterProvider),
                account.replace("%2F", "/").replace("%25", "%"),
                text.substring(afterAccount + 1));
    }

    public boolean sameAccount(LinkKey other) {
        return provider.equals(other.provider) && accountId.equals(other.accountId);
    }
}
