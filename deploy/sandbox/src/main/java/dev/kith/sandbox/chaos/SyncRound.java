package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sandbox.chaos.Accounts.Account;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Syncs every account until one sync was as it was to be. Whom that does not come to is told, not left out. */
final class SyncRound {

    private static final int ATTEMPTS = 6;
    private static final String INCREMENTAL = "incremental";
    private static final String FULL = "full";

    /** One sync of one account. */
    interface Service {

        /** The run as it stands in the end; empty where no answer came. */
        Optional<JsonNode> sync(Account account, String mode);
    }

    /**
     * What came of it.
     *
     * @param runs all that ended
     * @param synced accounts, {@code provider/account}, that were synced as they were to be
     * @param failures what became of the others
     */
    record Result(List<JsonNode> runs, Set<String> synced, List<String> failures) {

        String count() {
            return synced.size() + " of " + (synced.size() + failures.size());
        }
    }

    private final List<Account> accounts;
    private final Service service;
    private final Runnable pause;
    private final List<JsonNode> runs = new ArrayList<>();
    private final Set<String> synced = new LinkedHashSet<>();
    private final List<String> failures = new ArrayList<>();

    SyncRound(List<Account> accounts, Service service, Runnable pause) {
        this.accounts = accounts;
        this.service = service;
        this.pause = pause;
    }

    /** Deltas that came to their ends. Where a cursor was lost a full sync comes first. */
    Result byCursor() {
        for (Account account : accounts) {
            // One that is open already may have read its list before the last change.
            if (until(SyncRound::ended, account, INCREMENTAL)) {
                note(account, until(SyncRound::broughtByCursor, account, INCREMENTAL), "by its cursor");
            } else {
                note(account, false, "at all");
            }
        }
        return new Result(runs, synced, failures);
    }

    /** Full syncs, however they end. */
    Result full() {
        for (Account account : accounts) {
            note(account, until(run -> ended(run) && isOf(FULL, run), account, FULL), "in full");
        }
        return new Result(runs, synced, failures);
    }

    private boolean until(Predicate<JsonNode> enough, Account account, String mode) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<JsonNode> run = service.sync(account, mode);
            run.filter(SyncRound::ended).ifPresent(runs::add);
            if (run.filter(enough).isPresent()) {
                return true;
            }
            pause.run();
        }
        return false;
    }

    private void note(Account account, boolean done, String how) {
        if (done) {
            synced.add(account.toString());
        } else {
            failures.add("not to be synced " + how + ": " + account);
        }
    }

    private static boolean ended(JsonNode run) {
        return !run.path("state").asText("RUNNING").equals("RUNNING");
    }

    private static boolean broughtByCursor(JsonNode run) {
        return isOf(INCREMENTAL, run) && run.path("state").asText().equals("SUCCEEDED");
    }

    private static boolean isOf(String mode, JsonNode run) {
        return run.path("mode").asText().equals(mode);
    }
}
