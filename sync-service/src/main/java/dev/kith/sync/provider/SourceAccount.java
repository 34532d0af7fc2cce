package dev.kith.sync.provider;

import java.util.Map;
import java.util.UUID;

/**
 * A connected account as a provider sees it. Credentials are not part of it: a provider asks its credential store.
 *
 * @param id names the account in logs, metrics and headers
 * @param region ISO 3166-1 alpha-2 region by which national phone numbers are read
 * @param boundIdentity whom the account first answered as; {@code null} before the first answer
 * @param settings the provider's own options, such as {@code otherContacts}
 */
public record SourceAccount(
        UUID id, String provider, String accountId, String region, String boundIdentity, Map<String, String> settings) {

    public SourceAccount {
        settings = Map.copyOf(settings);
    }

    /** The log key: keeps one account's batches in order. */
    public String key() {
        return provider + "/" + accountId;
    }

    @Override
    public String toString() {
        return "SourceAccount[" + id + "]";
    }
}
