package dev.kith.sync.system;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The physical rows of the CRM's tables: any write to any of them makes another snapshot. */
record CrmRows(Map<String, List<String>> versions) {

    static final List<String> TABLES = List.of(
            "contacts",
            "contact_info",
            "addresses",
            "important_dates",
            "labels",
            "contact_labels",
            "activity_feed",
            "interactions");

    static CrmRows of(Database database) {
        Map<String, List<String>> versions = new LinkedHashMap<>();
        TABLES.forEach(table ->
                versions.put(table, database.texts("SELECT ctid || '/' || xmin FROM " + table + " ORDER BY ctid")));
        return new CrmRows(versions);
    }
}
