package dev.kith.sandbox.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;

/** Connects the demo accounts and tells what their first sync brought. */
final class FirstSync {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final KithClient kith;
    private final LauncherContext context;
    private final BooleanSupplier stopped;

    FirstSync(KithClient kith, LauncherContext context, BooleanSupplier stopped) {
        this.kith = kith;
        this.context = context;
        this.stopped = stopped;
    }

    void run(List<StandIn.DemoAccount> accounts) {
        accounts.forEach(this::connect);
        Instant deadline = context.clock().instant().plus(LIMIT);
        for (StandIn.DemoAccount account : accounts) {
            context.terminal().progress(awaitRuns(account, deadline));
        }
    }

    private void connect(StandIn.DemoAccount account) {
        kith.post(
                "/api/accounts",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("provider", account.provider())
                        .put("accountId", account.accountId())
                        .put("refreshToken", account.refreshToken()));
    }

    private String awaitRuns(StandIn.DemoAccount account, Instant deadline) {
        String name = account.provider() + " " + account.accountId();
        while (!stopped.getAsBoolean() && context.clock().instant().isBefore(deadline)) {
            List<JsonNode> runs = runs(account);
            if (!runs.isEmpty() && runs.stream().noneMatch(FirstSync::isRunning)) {
                return name + ": " + summary(runs);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        }
        return name + ": its first sync is still running; GET /api/sync/runs shows how far it is.";
    }

    private List<JsonNode> runs(StandIn.DemoAccount account) {
        String id = URLEncoder.encode(account.accountId(), StandardCharsets.UTF_8);
        JsonNode runs = kith.get("/api/sync/runs?accountId=" + id);
        return StreamSupport.stream(runs.spliterator(), false).toList();
    }

    private static boolean isRunning(JsonNode run) {
        return run.path("state").asText().equals("RUNNING");
    }

    private static String summary(List<JsonNode> runs) {
        int created = runs.stream()
                .mapToInt(run -> run.at("/summary/created").asInt())
                .sum();
        int updated = runs.stream()
                .mapToInt(run -> run.at("/summary/updated").asInt())
                .sum();
        List<String> troubles = runs.stream()
                .filter(run -> !run.path("state").asText().equals("SUCCEEDED"))
                .map(run -> run.path("state").asText() + " " + run.path("error").asText(""))
                .map(String::strip)
                .distinct()
                .toList();
        return created + " contacts created, " + updated + " updated so far"
                + (troubles.isEmpty() ? "" : " (some runs ended " + String.join(", ", troubles) + ")");
    }
}
