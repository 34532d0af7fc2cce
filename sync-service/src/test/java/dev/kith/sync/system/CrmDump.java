package dev.kith.sync.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What all tables say, in a form in which two installations can be compared: surrogate ids are read as natural keys, and
 * what only tells when or by which run something came is left out.
 */
record CrmDump(Map<String, List<String>> rows) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|[+-]\\d\\d:\\d\\d)");

    /** How the work was done, not what came of it. */
    private static final Set<String> MACHINERY = Set.of(
            "contacts_schema_history",
            "contacts_sync_leases",
            "contacts_sync_runs",
            "contacts_sync_run_parts",
            "contacts_sync_run_streams",
            "contacts_log_offsets",
            "contacts_stale_records",
            "contacts_api_keys",
            "google_oauth_credentials");

    private static final Set<String> MACHINERY_COLUMNS =
            Set.of("id", "run_id", "applied_fence", "sync_cursor", "log_topic", "log_partition", "log_offset");

    static CrmDump of(Database database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return new Reader(statement).read();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> table(String name) {
        return rows.get(name);
    }

    private static final class Reader {

        private final Statement statement;
        private final Map<String, String> names = new HashMap<>();

        Reader(Statement statement) {
            this.statement = statement;
        }

        CrmDump read() throws SQLException {
            name("""
                    SELECT c.id, coalesce(string_agg(concat_ws('/', l.provider, l.account_id, l.external_contact_id), '+'
                        ORDER BY l.provider, l.account_id, l.external_contact_id), 'unlinked ' || c.name)
                    FROM contacts c LEFT JOIN contacts_source_links l ON l.local_contact_id = c.id GROUP BY c.id
                    """);
            name("SELECT id, 'label ' || name FROM labels");
            Map<String, List<String>> rows = new TreeMap<>();
            for (String table : tables()) {
                rows.put(table, rows(table));
            }
            return new CrmDump(rows);
        }

        private void name(String sql) throws SQLException {
            ResultSet found = statement.executeQuery(sql);
            while (found.next()) {
                names.put(found.getString(1), found.getString(2));
            }
        }

        private List<String> tables() throws SQLException {
            List<String> tables = column("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
            tables.removeAll(MACHINERY);
            return tables;
        }

        private List<String> rows(String table) throws SQLException {
            Set<String> left = new HashSet<>(MACHINERY_COLUMNS);
            left.addAll(column("SELECT column_name FROM information_schema.columns WHERE table_name = '" + table
                    + "' AND data_type LIKE 'timestamp%'"));
            List<String> rows = new ArrayList<>();
            for (String json : column("SELECT to_jsonb(t)::text FROM " + table + " t")) {
                rows.add(natural(json, left));
            }
            Collections.sort(rows);
            return rows;
        }

        private List<String> column(String sql) throws SQLException {
            List<String> values = new ArrayList<>();
            ResultSet found = statement.executeQuery(sql);
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        }

        private String natural(String json, Set<String> left) {
            try {
                ObjectNode row = (ObjectNode) JSON.readTree(json);
                row.remove(left);
                for (JsonNode document : row) {
                    if (document instanceof ObjectNode object) {
                        object.remove("runId");
                    }
                }
                String text = INSTANT.matcher(row.toString()).replaceAll("<time>");
                return UUID.matcher(text)
                        .replaceAll(id -> Matcher.quoteReplacement(names.getOrDefault(id.group(), "<id>")));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
