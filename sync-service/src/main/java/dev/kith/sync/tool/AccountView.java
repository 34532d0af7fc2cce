package dev.kith.sync.tool;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.AccountStatus;
import dev.kith.sync.account.ConnectedAccount;
import java.time.Instant;
import java.util.UUID;

/** A connected account as it is served. */
public record AccountView(
        UUID id,
        String provider,
        String accountId,
        AccountStatus status,
        AccountHealth health,
        String message,
        String subjectEmail,
        Instant connectedAt,
        Instant lastSuccessAt) {

    static AccountView of(ConnectedAccount account) {
        return new AccountView(
                account.source().id(),
                account.source().provider(),
                account.source().accountId(),
                account.status(),
                account.visibleHealth(),
                account.message(),
                account.subjectEmail(),
                account.connectedAt(),
                account.lastSuccessAt());
    }
}
