package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.kith.sandbox.launcher.KithClient;
import dev.kith.sandbox.launcher.LauncherException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Syncs every account and decides about what is held, as somebody does who knows that the sources are right. */
final class Syncs {

    private final ChaosServers servers;
    private final Consumer<String> progress;

    Syncs(ChaosServers servers, Consumer<String> progress) {
        this.servers = servers;
        this.progress = progress;
    }

    /** Runs of all accounts, at their ends. */
    List<JsonNode> all(String mode) {
        List<JsonNode> runs = new ArrayList<>();
        servers.accounts().google().forEach(account -> sync(Accounts.GOOGLE, account, mode, runs));
        servers.accounts().dav().forEach(account -> sync(Accounts.CARDDAV, account, mode, runs));
        return runs;
    }

    /** Accounts, {@code provider/account}, that a delta brought up to date and of which nothing is held. */
    Set<String> deltas() {
        // Those that end first may have read their lists before the last change.
        all("incremental");
        List<JsonNode> runs = all("incremental");
        List<String> held = heldAccounts();
        return runs.stream()
                .filter(run -> run.path("mode").asText().equals("incremental")
                        && run.path("state").asText().equals("SUCCEEDED"))
                .map(run -> run.path("provider").asText() + "/"
                        + run.path("accountId").asText())
                .filter(account -> !held.contains(account))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void sync(String provider, String account, String mode, List<JsonNode> runs) {
        try {
            client().post(
                            "/api/sync/now?wait=PT60S",
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("provider", provider)
                                    .put("accountId", account)
                                    .put("mode", mode))
                    .path("runs")
                    .forEach(runs::add);
        } catch (LauncherException e) {
            progress.accept("sync of " + account + ": " + e.getMessage());
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

    private List<String> held() {
        return held("run_id::text");
    }

    private List<String> heldAccounts() {
        return held("provider || '/' || account_id");
    }

    private List<String> held(String column) {
        List<String> held = new ArrayList<>();
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            ResultSet rows =
                    statement.executeQuery("SELECT " + column + " FROM contacts_sync_runs WHERE state = 'HELD'");
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
