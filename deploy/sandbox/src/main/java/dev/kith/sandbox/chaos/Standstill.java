package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sandbox.system.CrmTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cursors are sane if they bring nothing where nothing changed; syncing once more writes nothing, and neither does a replay. */
final class Standstill {

    private static final String CHECKSUM =
            "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM %s t";

    private final ChaosServers servers;
    private final Syncs syncs;

    Standstill(ChaosServers servers, Syncs syncs) {
        this.servers = servers;
        this.syncs = syncs;
    }

    List<String> violations() {
        List<String> violations = new ArrayList<>();
        Map<String, String> before = checksums();
        SyncRound.Result deltas = syncs.round().byCursor();
        violations.addAll(deltas.failures());
        for (JsonNode run : deltas.runs()) {
            if (run.path("mode").asText().equals("incremental")
                    && run.at("/summary/fetched").asInt() > 0) {
                violations.add("a cursor brings what did not change: " + name(run));
            }
        }
        SyncRound.Result full = syncs.round().full();
        violations.addAll(full.failures());
        for (JsonNode run : full.runs()) {
            if (!run.path("state").asText().equals("SUCCEEDED")) {
                violations.add("a full sync of what did not change is "
                        + run.path("state").asText() + ": " + name(run));
            }
        }
        Map<String, String> synced = checksums();
        violations.addAll(written("by syncs", before, synced));
        violations.addAll(syncs.replay());
        violations.addAll(written("by a replay", synced, checksums()));
        return violations;
    }

    private static List<String> written(String by, Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(table -> !table.getValue().equals(before.get(table.getKey())))
                .map(table -> "written " + by + " though nothing changed: " + table.getKey() + ", "
                        + before.get(table.getKey()) + " before, " + table.getValue() + " after")
                .toList();
    }

    private static String name(JsonNode run) {
        return run.path("provider").asText() + "/" + run.path("accountId").asText();
    }

    private Map<String, String> checksums() {
        Map<String, String> checksums = new LinkedHashMap<>();
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement()) {
            for (String table : CrmTables.NAMES) {
                ResultSet row = statement.executeQuery(CHECKSUM.formatted(table));
                row.next();
                checksums.put(table, row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the oracle cannot look into the database", e);
        }
        return checksums;
    }
}
