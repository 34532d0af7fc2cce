package dev.kith.sync.erasure;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.HandleKey;
import dev.kith.sync.interaction.Holder;
import dev.kith.sync.interaction.write.HolderLoader;
import dev.kith.sync.review.merge.UnknownContactException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Loads all by which a person is known, and holds what others would change of it. */
final class SubjectLoader {

    // Somebody whose row was deleted with SQL is known by what is left.
    private static final String FIND = """
            SELECT coalesce(c.merged_into, asked.id) AS id
            FROM (SELECT $1::uuid AS id) asked LEFT JOIN contacts c ON c.id = asked.id
            WHERE c.id IS NOT NULL
               OR EXISTS (SELECT 1 FROM contacts_source_links WHERE local_contact_id = asked.id)
               OR EXISTS (SELECT 1 FROM contacts_provenance WHERE contact_id = asked.id)
               OR EXISTS (SELECT 1 FROM contacts_field_history WHERE contact_id = asked.id)
            """;
    // Appliers hold the state of their account: nobody applies to these contacts meanwhile.
    private static final String LOCK_ACCOUNTS = """
            SELECT 1 FROM contacts_sync_state
            WHERE (provider, account_id) IN (
                SELECT provider, account_id FROM contacts_source_links
                WHERE local_contact_id = $1 OR local_contact_id IN (SELECT id FROM contacts WHERE merged_into = $1))
            ORDER BY provider, account_id FOR UPDATE
            """;
    private static final String LOCK_CONTACTS =
            "SELECT id FROM contacts WHERE id = $1 OR merged_into = $1 ORDER BY id FOR UPDATE";
    private static final String LINKS = """
            SELECT l.provider, l.account_id, l.external_contact_id,
                   CASE WHEN EXISTS (SELECT 1 FROM contacts_source_links o
                                     WHERE o.uid = l.uid AND o.local_contact_id <> ALL ($1)) THEN NULL ELSE l.uid END AS uid
            FROM contacts_source_links l WHERE l.local_contact_id = ANY ($1)
            ORDER BY 1, 2, 3
            """;
    private static final String ALIASES = """
            SELECT a.provider, a.account_id, a.alias AS external_contact_id
            FROM contacts_source_aliases a JOIN contacts_source_links l USING (provider, account_id, external_contact_id)
            WHERE l.local_contact_id = ANY ($1)
            """;
    private static final String HANDLES = """
            SELECT value FROM contact_info WHERE contact_id = ANY ($1) AND type IN ('email', 'phone')
            UNION
            SELECT i ->> 'value' FROM contacts_source_links l, jsonb_array_elements(l.mapped -> 'infos') i
            WHERE l.local_contact_id = ANY ($1) AND i ->> 'type' IN ('email', 'phone')
            UNION
            SELECT value FROM contacts_placeholders WHERE contact_id = ANY ($1)
            UNION
            SELECT metadata ->> 'counterpart' FROM interactions
            WHERE contact_id = ANY ($1) AND metadata ->> 'counterpart' IS NOT NULL
            """;

    private final String region;

    /** @param region by which numbers without their country code are read */
    SubjectLoader(String region) {
        this.region = region;
    }

    Uni<Subject> load(SqlConnection connection, UUID asked) {
        return connection.preparedQuery(FIND).execute(Tuple.of(asked)).chain(found -> {
            if (!found.iterator().hasNext()) {
                throw new UnknownContactException(asked);
            }
            UUID id = found.iterator().next().getUUID("id");
            return Rows.execute(connection, LOCK_ACCOUNTS, Tuple.of(id))
                    .chain(() -> connection.preparedQuery(LOCK_CONTACTS).execute(Tuple.of(id)))
                    .chain(rows -> load(connection, id, family(id, rows)));
        });
    }

    private static List<UUID> family(UUID id, RowSet<Row> rows) {
        Set<UUID> family = new LinkedHashSet<>(Set.of(id));
        rows.forEach(row -> family.add(row.getUUID("id")));
        return family.stream().sorted().toList();
    }

    private Uni<Subject> load(SqlConnection connection, UUID id, List<UUID> family) {
        Tuple ids = Tuple.tuple().addArrayOfUUID(family.toArray(UUID[]::new));
        return connection
                .preparedQuery(LINKS)
                .execute(ids)
                .chain(links -> connection
                        .preparedQuery(ALIASES)
                        .execute(ids)
                        .chain(aliases -> connection
                                .preparedQuery(HANDLES)
                                .execute(ids)
                                .chain(values -> subject(connection, id, family, links, aliases, values))));
    }

    private Uni<Subject> subject(
            SqlConnection connection,
            UUID id,
            List<UUID> family,
            RowSet<Row> links,
            RowSet<Row> aliases,
            RowSet<Row> values) {
        Map<HandleKey, Set<String>> spellings = new HashMap<>();
        values.forEach(row -> HandleKey.ofPerson(row.getString("value"), region)
                .ifPresent(handle -> spellings
                        .computeIfAbsent(handle, unused -> new LinkedHashSet<>())
                        .add(row.getString("value").strip())));
        return HolderLoader.load(connection, spellings.keySet(), region).map(holders -> {
            Map<HandleKey, List<UUID>> others = new HashMap<>();
            holders.forEach((handle, theirs) -> others.put(handle, others(theirs, family)));
            Set<HandleKey> own = spellings.keySet().stream()
                    .filter(handle -> others.getOrDefault(handle, List.of()).isEmpty())
                    .collect(Collectors.toSet());
            return new Subject(
                    id,
                    family,
                    list(links, SubjectLoader::link),
                    list(aliases, SubjectLoader::link),
                    list(links, row -> row.getString("uid")).stream()
                            .filter(uid -> uid != null && !uid.isBlank())
                            .toList(),
                    own,
                    own.stream()
                            .flatMap(handle -> spellings.get(handle).stream())
                            .collect(Collectors.toSet()),
                    others.values().stream()
                            .flatMap(List::stream)
                            .distinct()
                            .sorted()
                            .toList());
        });
    }

    private static List<UUID> others(List<Holder> holders, List<UUID> family) {
        return holders.stream()
                .map(Holder::contactId)
                .filter(holder -> !family.contains(holder))
                .distinct()
                .toList();
    }

    private static LinkKey link(Row row) {
        return new LinkKey(
                row.getString("provider"), row.getString("account_id"), row.getString("external_contact_id"));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(read)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
