package dev.kith.sync.tool;

/**
 * A request to connect an account.
 *
 * @param otherContacts what becomes of people the owner only ever wrote to: off, enrich or create
 */
public record Connection(String provider, String accountId, String refreshToken, String otherContacts) {

    @Override
    public String toString() {
        return "Connection[redacted]";
    }
}
