package dev.kith.sync.web;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.MacAccounts;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.StatusView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A Mac sends each of its stores as an account of its own. People know only the Mac. */
final class Macs {

    /** The worst first. */
    private static final List<AccountHealth> HEALTH = List.of(
            AccountHealth.NEEDS_CONSENT,
            AccountHealth.HELD,
            AccountHealth.DEGRADED,
            AccountHealth.PAUSED,
            AccountHealth.OK);

    private static final Comparator<StatusView> WORST =
            Comparator.comparingInt(status -> HEALTH.indexOf(status.health()));

    private Macs() {}

    /** How accounts stand, with the stores of each Mac as one. */
    static List<StatusView> asOne(List<StatusView> accounts) {
        Map<String, List<StatusView>> together = new LinkedHashMap<>();
        accounts.forEach(account -> together.computeIfAbsent(
                        account.provider() + "/" + name(account.provider(), account.accountId()),
                        known -> new ArrayList<>())
                .add(account));
        return together.values().stream().map(Macs::one).toList();
    }

    static boolean isOf(RunView run, StatusView account) {
        return run.provider().equals(account.provider())
                && name(run.provider(), run.accountId()).equals(account.accountId());
    }

    private static String name(String provider, String accountId) {
        return provider.equals(Accounts.MAC) ? MacAccounts.machineOf(accountId).orElse(accountId) : accountId;
    }

    private static StatusView one(List<StatusView> stores) {
        StatusView worst = stores.stream().min(WORST).orElseThrow();
        return new StatusView(
                worst.provider(),
                name(worst.provider(), worst.accountId()),
                worst.health(),
                worst.message(),
                worst.cursorPresent(),
                worst.cursorExpiresAt(),
                latest(stores, StatusView::lastFullSyncAt),
                latest(stores, StatusView::lastIncrementalSyncAt),
                latest(stores, StatusView::lastSuccessAt),
                worst.lastError(),
                worst.nextRunAt(),
                stores.stream().mapToLong(StatusView::contactCount).sum());
    }

    private static Instant latest(List<StatusView> stores, Function<StatusView, Instant> when) {
        return stores.stream()
                .map(when)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
