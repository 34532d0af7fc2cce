package dev.kith.sync.interaction.write;

import dev.kith.sync.database.PlannerSettings;
import dev.kith.sync.interaction.HandleKey;
import dev.kith.sync.interaction.Holder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads who holds numbers and addresses, one query for any number of them. A merged contact stands for whom it was merged
 * into, but a merged placeholder for nobody: its number was never said to be the other's for ever.
 */
public final class HolderLoader {

    private static final String SQL = """
            WITH RECURSIVE hit AS (
                SELECT 'email' AS kind, lower(i.value) AS form, i.value, i.contact_id FROM contact_info i
                WHERE i.type = 'email' AND lower(i.value) = ANY ($1)
                UNION ALL
                SELECT 'phone', regexp_replace(i.value, '[^0-9+]', '', 'g'), i.value, i.contact_id FROM contact_info i
                WHERE i.type = 'phone' AND regexp_replace(i.value, '[^0-9+]', '', 'g') = ANY ($2)
            ), trail (holder, id, merged_into, step) AS (
                SELECT c.id, c.id, c.merged_into, 0 FROM contacts c WHERE c.id IN (SELECT contact_id FROM hit)
                UNION ALL
                SELECT t.holder, c.id, c.merged_into, t.step + 1 FROM trail t JOIN contacts c ON c.id = t.merged_into
                WHERE t.step < 100
            ), survivor AS (
                SELECT DISTINCT ON (holder) holder, id FROM trail ORDER BY holder, step DESC
            )
            SELECT hit.kind, hit.form, hit.value, c.id,
                   s.id <> hit.contact_id OR c.archived_at IS NOT NULL OR NOT c.listed AS secondary,
                   p.contact_id IS NOT NULL AND kith_placeholder_untouched(c.id) AS untouched_placeholder,
                   (SELECT array_agg(o.handle) FROM contacts_handle_owners o WHERE o.contact_id = hit.contact_id) AS chosen
            FROM hit
            JOIN survivor s ON s.holder = hit.contact_id
            JOIN contacts c ON c.id = s.id
            LEFT JOIN contacts_placeholders p ON p.contact_id = hit.contact_id
            WHERE p.contact_id IS NULL OR s.id = hit.contact_id
            """;

    private HolderLoader() {}

    /**
     * @param connection in a transaction
     * @param region by which numbers that a contact holds without their country code are read
     */
    public static Uni<Map<HandleKey, List<Holder>>> load(
            SqlConnection connection, Collection<HandleKey> handles, String region) {
        if (handles.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Map<String, List<HandleKey>> byForm = new HashMap<>();
        handles.forEach(handle -> handle.forms()
                .forEach(form -> byForm.computeIfAbsent(handle.kind() + ":" + form, unused -> new ArrayList<>())
                        .add(handle)));
        Tuple arguments = Tuple.tuple().addArrayOfString(forms(handles, false)).addArrayOfString(forms(handles, true));
        return PlannerSettings.byIndex(connection, connection.preparedQuery(SQL).execute(arguments))
                .map(rows -> holders(rows, byForm, region));
    }

    private static String[] forms(Collection<HandleKey> handles, boolean phones) {
        return handles.stream()
                .filter(handle -> handle.isPhone() == phones)
                .flatMap(handle -> handle.forms().stream())
                .distinct()
                .toArray(String[]::new);
    }

    private static Map<HandleKey, List<Holder>> holders(
            RowSet<Row> rows, Map<String, List<HandleKey>> byForm, String region) {
        Map<HandleKey, List<Holder>> holders = new HashMap<>();
        for (Row row : rows) {
            byForm.getOrDefault(row.getString("kind") + ":" + row.getString("form"), List.of()).stream()
                    .filter(handle -> handle.isMeantBy(row.getString("value"), region))
                    .forEach(handle -> holders.computeIfAbsent(handle, unused -> new ArrayList<>())
                            .add(holder(row, handle)));
        }
        return holders;
    }

    private static Holder holder(Row row, HandleKey handle) {
        String[] chosen = row.getArrayOfStrings("chosen");
        return new Holder(
                row.getUUID("id"),
                row.getBoolean("secondary"),
                row.getBoolean("untouched_placeholder"),
                chosen != null && List.of(chosen).contains(handle.text()));
    }
}
