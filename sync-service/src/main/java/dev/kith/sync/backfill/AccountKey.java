package dev.kith.sync.backfill;

/** Names an account as links do. */
public record AccountKey(String provider, String accountId) {

    public LinkKey link(String externalId) {
        return new LinkKey(provider, accountId, externalId);
    }

    /** One list of the account: two entries of the same list are never taken for one person. */
    public String list(String stream) {
        return provider + "/" + accountId + "#" + stream;
    }
}
