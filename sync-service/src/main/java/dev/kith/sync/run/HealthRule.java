package dev.kith.sync.run;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.AccountStatus;
import dev.kith.sync.account.FailurePolicy;
import dev.kith.sync.provider.ProviderFailure;
import java.util.Optional;

/** Decides how an account is said to fare, and with what message. */
final class HealthRule {

    /** A passing fault is nobody's business before it has come this often in a row. */
    static final int PATIENCE = 3;

    private HealthRule() {}

    /** A health and what to do about it. */
    public record Verdict(AccountHealth health, String message) {}

    /** What a failure does to the account's health; nothing while it may still heal by itself. */
    static Optional<Verdict> afterFailure(ProviderFailure failure, int failuresInRow) {
        return switch (FailurePolicy.of(failure)) {
            case RECONSENT -> Optional.of(new Verdict(AccountHealth.NEEDS_CONSENT, failure.message()));
            case OPERATOR -> Optional.of(new Verdict(AccountHealth.DEGRADED, failure.message()));
            case FULL_SYNC, RESTART_CHAIN, RETRY ->
                failuresInRow < PATIENCE
                        ? Optional.empty()
                        : Optional.of(new Verdict(
                                AccountHealth.DEGRADED,
                                failuresInRow + " syncs failed in a row. " + failure.message()));
        };
    }

    /**
     * What people see.
     *
     * @param failuresInRow how often the account failed since it last succeeded: a stored degradation ends with them
     * @param streamFailure why a stream was left out of the latest run, or {@code null}
     */
    static Verdict visible(AccountStatus status, Verdict stored, int failuresInRow, String streamFailure) {
        if (status == AccountStatus.PAUSED) {
            return new Verdict(AccountHealth.PAUSED, "Paused: resume the account to sync it again.");
        }
        var healed = stored.health() == AccountHealth.DEGRADED && failuresInRow == 0;
        if (stored.health() != AccountHealth.OK && !healed) {
            return stored;
        }
        return streamFailure == null
                ? new Verdict(AccountHealth.OK, null)
                : new Verdict(AccountHealth.DEGRADED, streamFailure);
    }
}
