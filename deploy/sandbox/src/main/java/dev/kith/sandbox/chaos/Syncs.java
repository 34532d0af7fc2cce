package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.chaos.Accounts.Account;
import dev.kith.sandbox.launcher.KithClient;
import dev.kith.sandbox.launcher.LauncherException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Syncs every account and decides about what is held, as somebody does who knows that the sources are right. */
final class Syncs {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(5);
    private static final Duration LONGEST_REPLAY = Duration.ofMinutes(5);

    private final ChaosServers servers;
    private final Consumer<String> progress;

    Syncs(ChaosServers servers, Consumer<String> progress) {
        this.servers = servers;
        this.progress = progress;
    }

    /** Every account once more. */
    SyncRound round() {
        return new SyncRound(
                servers.accounts().all(), this::sync, () -> LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos()));
    }

    private Optional<JsonNode> sync(Account account, String mode) {
        try {
            JsonNode runs = client().post(
                            "/api/sync/now?wait=PT60S",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("provider", account.provider())
                                    .put("accountId", account.id())
                                    .put("mode", mode))
                    .path("runs");
            return Optional.ofNullable(runs.get(0));
        } catch (LauncherException e) {
            progress.accept("sync of " + account + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** What is held by now was seen to be missing: whoever came back has left the list. */
    void approveHeld() {
        for (String run : held()) {
            try {
                client().post("/api/sync/runs/" + run + "/approve", JsonNodeFactory.instance.objectNode());
            } catch (LauncherException e) {
                progress.accept("approval: " + e.getMessage());
            }
        }
    }

    /** Has everything decided once more that the log holds. */
    List<String> replay() {
        JsonNode replay = servers.instances().get(0).replay(LONGEST_REPLAY);
        String state = replay.path("state").asText();
        return state.equals("SUCCEEDED")
                ? List.of()
                : List.of("a replay is " + state + ": " + replay.path("error").asText());
    }

    private List<String> held() {
        List<String> held = new ArrayList<>();
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT run_id::text FROM contacts_sync_runs WHERE state = 'HELD'");
            while (rows.next()) {
                held.add(rows.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("held runs cannot be looked up", e);
        }
        return held;
    }

    private KithClient client() {
        return servers.instances().get(0).client();
    }
}
