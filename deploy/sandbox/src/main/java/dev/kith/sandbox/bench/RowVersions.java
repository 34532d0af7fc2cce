package dev.kith.sandbox.bench;

import dev.kith.sandbox.system.CrmTables;
import dev.kith.sandbox.system.KithServers;
import java.util.stream.Collectors;

/**
 * The rows of the CRM's own tables as they stand at a moment. PostgreSQL writes a row that is changed in another place or under
 * another transaction, and counts it in statistics that may lag behind by seconds.
 */
final class RowVersions {

    private static final String BEFORE = "bench_row_versions";

    private static final String NOW = CrmTables.NAMES.stream()
            .map(table -> "SELECT '" + table + "' AS name, ctid::text AS place, xmin::text AS writer FROM " + table)
            .collect(Collectors.joining(" UNION ALL "));

    private final KithServers servers;

    private RowVersions(KithServers servers) {
        this.servers = servers;
    }

    static RowVersions of(KithServers servers) {
        servers.execute("DROP TABLE IF EXISTS " + BEFORE, "CREATE UNLOGGED TABLE " + BEFORE + " AS " + NOW);
        return new RowVersions(servers);
    }

    /** How many rows were written or have gone since then. */
    long changed() {
        return servers.number("WITH now AS (" + NOW + ") SELECT (SELECT count(*) FROM (TABLE now EXCEPT TABLE " + BEFORE
                + ") written) + greatest(0, (SELECT count(*) FROM " + BEFORE + ") - (SELECT count(*) FROM now))");
    }
}
