package dev.kith.sync.tool;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.run.StatusView;
import java.time.Instant;
import java.util.Locale;

/** A source as the list of sources shows it. */
public record SourceView(
        String provider,
        String accountId,
        boolean syncEnabled,
        Status status,
        Instant lastSuccessAt,
        String lastError) {

    /** How a source stands, in one word. */
    public enum Status {
        ACTIVE,
        ERROR,
        NEVER_SYNCED,
        SYNC_DISABLED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SourceView of(StatusView account) {
        boolean enabled = account.health() != AccountHealth.PAUSED;
        return new SourceView(
                account.provider(),
                account.accountId(),
                enabled,
                status(account, enabled),
                account.lastSuccessAt(),
                account.lastError());
    }

    /** An account that failed from its first day on has an error, and not merely no success yet. */
    private static Status status(StatusView account, boolean enabled) {
        if (!enabled) {
            return Status.SYNC_DISABLED;
        }
        if (account.lastError() != null) {
            return Status.ERROR;
        }
        return account.lastSuccessAt() == null ? Status.NEVER_SYNCED : Status.ACTIVE;
    }
}
