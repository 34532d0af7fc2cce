package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.SourceLink;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Loads the links of a slice by every name its contacts go by. */
public final class LinkLoader {

    // Every table is reached by the arrays alone: a join with them would leave it to statistics, which a table that
    // fills for the first time does not have, whether its rows are found by index or compared each with each.
    private static final String SQL = """
            WITH alias AS MATERIALIZED (
                SELECT alias, external_contact_id FROM contacts_source_aliases
                WHERE provider = $1 AND account_id = $2 AND alias = ANY ($3)
            )
            SELECT NULL AS alias, l.external_contact_id, coalesce(c.merged_into, l.local_contact_id) AS local_contact_id,
                   c.id IS NOT NULL AS contact_exists,
                   coalesce(l.current_name, l.external_contact_id) AS current_name, l.content_hash,
                   l.log_topic, l.log_partition, l.log_offset, l.deleted_at
            FROM contacts_source_links l
            LEFT JOIN LATERAL (SELECT id, merged_into FROM contacts WHERE id = l.local_contact_id OFFSET 0) c ON true
            WHERE l.provider = $1 AND l.account_id = $2
              AND l.external_contact_id = ANY ($3 || ARRAY (SELECT external_contact_id FROM alias))
            UNION ALL
            SELECT alias, external_contact_id, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM alias
            """;

    private LinkLoader() {}

    public static Uni<Map<String, SourceLink>> load(
            SqlConnection connection, AccountKey account, Collection<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Tuple arguments =
                Tuple.of(account.provider(), account.accountId()).addArrayOfString(names.toArray(String[]::new));
        return connection.preparedQuery(SQL).execute(arguments).map(rows -> links(account, rows));
    }

    /** Links by their own name and by every alias; where both lead somewhere, the own name counts. */
    private static Map<String, SourceLink> links(AccountKey account, RowSet<Row> rows) {
        Map<String, SourceLink> links = new HashMap<>();
        Map<String, String> aliases = new HashMap<>();
        for (Row row : rows) {
            String alias = row.getString("alias");
            String externalId = row.getString("external_contact_id");
            if (alias == null) {
                links.put(externalId, link(account, row));
            } else {
                aliases.put(alias, externalId);
            }
        }
        aliases.forEach((alias, externalId) -> {
            SourceLink link = links.get(externalId);
            if (link != null) {
                links.putIfAbsent(alias, link);
            }
        });
        return links;
    }

    private static SourceLink link(AccountKey account, Row row) {
        String topic = row.getString("log_topic");
        return new SourceLink(
                account.link(row.getString("external_contact_id")),
                row.getUUID("local_contact_id"),
                row.getBoolean("contact_exists"),
                row.getString("current_name"),
                row.getString("content_hash"),
                topic == null
                        ? null
                        : new LogPosition(topic, row.getInteger("log_partition"), row.getLong("log_offset")),
                Rows.instant(row, "deleted_at"));
    }
}
