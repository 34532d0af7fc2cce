package dev.kith.sandbox.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Tells what each account has brought into the CRM. */
final class SyncSummary {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long PAUSE_MILLIS = 300;

    private final KithClient kith;
    private final LauncherContext context;
    private final BooleanSupplier stopped;

    /**
     * @param stopped whether there is nothing left to wait for
     */
    SyncSummary(KithClient kith, LauncherContext context, BooleanSupplier stopped) {
        this.kith = kith;
        this.context = context;
        this.stopped = stopped;
    }

    /** Waits for the first sync of every account and tells what it did. */
    void tellFirstSyncs() {
        Instant deadline = context.clock().instant().plus(LIMIT);
        for (JsonNode account : kith.get("/api/sync/status")) {
            tell(account, firstSync(account, deadline));
        }
    }

    /** Tells what is there from earlier starts. */
    void tellAccounts() {
        for (JsonNode account : kith.get("/api/sync/status")) {
            String health = account.path("health").asText();
            String trouble = account.path("message").asText("");
            tell(
                    account,
                    counted(account.path("contactCount").asLong()) + ", " + health
                            + (health.equals("ok") || trouble.isBlank() ? "" : ": " + trouble));
        }
    }

    private void tell(JsonNode account, String what) {
        context.terminal()
                .progress(account.path("provider").asText() + " "
                        + account.path("accountId").asText() + ": " + what);
    }

    private String firstSync(JsonNode account, Instant deadline) {
        while (!stopped.getAsBoolean() && context.clock().instant().isBefore(deadline)) {
            List<JsonNode> runs = runs(account);
            if (!runs.isEmpty() && runs.stream().noneMatch(run -> state(run).equals("RUNNING"))) {
                return summary(runs);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
        }
        return "its first sync is still running; GET /api/sync/runs shows how far it is.";
    }

    private List<JsonNode> runs(JsonNode account) {
        String id = URLEncoder.encode(account.path("accountId").asText(), StandardCharsets.UTF_8);
        List<JsonNode> runs = new ArrayList<>();
        for (JsonNode run : kith.get("/api/sync/runs?accountId=" + id)) {
            if (run.path("provider").equals(account.path("provider"))) {
                runs.add(run);
            }
        }
        return runs;
    }

    private static String summary(List<JsonNode> runs) {
        String troubles = runs.stream()
                .filter(run -> !state(run).equals("SUCCEEDED"))
                .map(run -> (state(run) + " " + run.path("error").asText("")).strip())
                .distinct()
                .collect(Collectors.joining(", "));
        return counted(count(runs, "created")) + " created, " + count(runs, "updated") + " updated, "
                + count(runs, "unchanged") + " unchanged"
                + (troubles.isEmpty() ? "" : " (" + troubles + ")");
    }

    private static String counted(long contacts) {
        return contacts == 1 ? "1 contact" : contacts + " contacts";
    }

    private static int count(List<JsonNode> runs, String what) {
        return runs.stream()
                .mapToInt(run -> run.path("summary").path(what).asInt())
                .sum();
    }

    private static String state(JsonNode run) {
        return run.path("state").asText();
    }
}
