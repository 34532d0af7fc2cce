package dev.kith.sync.account;

import dev.kith.sync.provider.SourceAccount;
import java.time.Instant;

/**
 * A row of {@code contacts_source_accounts}.
 *
 * @param subjectEmail the owner's address when the source told it, else {@code null}
 * @param message what to do about a health other than ok, else {@code null}
 */
public record ConnectedAccount(
        SourceAccount source,
        AccountStatus status,
        AccountHealth health,
        String message,
        String subjectEmail,
        Instant connectedAt,
        Instant lastSuccessAt) {

    /** Health as people should see it: a pause hides every other state. */
    public AccountHealth visibleHealth() {
        return status == AccountStatus.PAUSED ? AccountHealth.PAUSED : health;
    }

    @Override
    public String toString() {
        return "ConnectedAccount[" + source.id() + ", " + status.wire() + ", " + health.wire() + "]";
    }
}
