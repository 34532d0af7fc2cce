package dev.kith.sync.log.replay;

import java.time.Instant;

/**
 * What to replay.
 *
 * @param from {@code null} for the log's beginning
 * @param provider {@code null} for all
 * @param accountId {@code null} for all of the provider
 * @param dryRun whether it is only told what would change
 */
public record ReplayRequest(Instant from, String provider, String accountId, boolean dryRun) {

    /** Whether a record with this key is part of it. */
    boolean wants(String key) {
        if (provider == null) {
            return true;
        }
        return accountId == null ? key.startsWith(provider + "/") : key.equals(provider + "/" + accountId);
    }

    /** Whether it is about everything the log holds. */
    boolean whole() {
        return from == null && provider == null;
    }
}
