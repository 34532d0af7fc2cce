package dev.kith.sync.system;

import dev.kith.sandbox.system.CrmTables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The physical rows of the CRM's tables: any write to any of them makes another snapshot. */
record CrmRows(Map<String, List<String>> versions) {

    static CrmRows of(Database database) {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        CrmTables.NAMES.forEach(table ->
                versions.put(table, database.texts("SELECT ctid || '/' || xmin FROM " + table + " ORDER BY ctid")));
        return new CrmRows(versions);
    }
}
