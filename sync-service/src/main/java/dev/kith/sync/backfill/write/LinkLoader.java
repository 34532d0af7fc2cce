package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.SourceLink;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Loads the links of a slice by every name its contacts go by. */
public final class LinkLoader {

    private static final String SQL = """
            SELECT found.name, found.direct, l.external_contact_id,
                   coalesce(c.merged_into, l.local_contact_id) AS local_contact_id, c.id IS NOT NULL AS contact_exists,
                   coalesce(l.current_name, l.external_contact_id) AS current_name, l.content_hash,
                   l.log_topic, l.log_partition, l.log_offset, l.deleted_at IS NOT NULL AS deleted
            FROM (SELECT name, name AS external_id, true AS direct FROM unnest($3::text[]) name
                  UNION ALL
                  SELECT alias, external_contact_id, false FROM contacts_source_aliases
                  WHERE provider = $1 AND account_id = $2 AND alias = ANY ($3)) found
            JOIN contacts_source_links l
              ON l.provider = $1 AND l.account_id = $2 AND l.external_contact_id = found.external_id
            LEFT JOIN contacts c ON c.id = l.local_contact_id
            """;

    private LinkLoader() {}

    public static Uni<Map<String, SourceLink>> load(
            SqlConnection connection, AccountKey account, Collection<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        Tuple arguments =
                Tuple.of(account.provider(), account.accountId()).addArrayOfString(names.toArray(String[]::new));
        return connection.preparedQuery(SQL).execute(arguments).map(rows -> {
            Map<String, SourceLink> links = new HashMap<>();
            for (Row row : rows) {
                SourceLink link = link(account, row);
                if (row.getBoolean("direct")) {
                    links.put(row.getString("name"), link);
                } else {
                    links.putIfAbsent(row.getString("name"), link);
                }
            }
            return links;
        });
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
                row.getBoolean("deleted"));
    }
}
