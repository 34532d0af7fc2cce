package dev.kith.sync.backfill.write;

import dev.kith.model.PhoneNormalizer;
import dev.kith.sync.backfill.identity.Candidate;
import dev.kith.sync.backfill.identity.CandidateIndex;
import dev.kith.sync.backfill.identity.IdentityKeys;
import dev.kith.sync.database.PlannerSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads the contacts that share a UID, an e-mail address, a phone number or a name with contacts of a slice. A merged contact
 * stands for the one it was merged into. A placeholder that nobody touched is nobody: it is merged into whoever turns out
 * to have its number.
 */
public final class CandidateLoader {

    private static final String HITS = """
            SELECT 'email' AS kind, lower(i.value) AS key, i.contact_id FROM contact_info i
            WHERE i.type = 'email' AND lower(i.value) = ANY ($1)
            UNION ALL
            SELECT 'tagged', kith_mailbox(i.value), i.contact_id FROM contact_info i
            WHERE i.type = 'email' AND i.value LIKE '%+%' AND kith_mailbox(i.value) = ANY ($5)
            UNION ALL
            SELECT 'phone', regexp_replace(i.value, '[^0-9+]', '', 'g'), i.contact_id FROM contact_info i
            WHERE i.type = 'phone' AND regexp_replace(i.value, '[^0-9+]', '', 'g') = ANY ($2)
            UNION ALL
            SELECT 'name', lower(c.name), c.id FROM contacts c WHERE lower(c.name) = ANY ($3)
            UNION ALL
            SELECT 'uid', l.uid, l.local_contact_id FROM contacts_source_links l
            WHERE l.uid = ANY ($4) AND l.deleted_at IS NULL AND l.local_contact_id IS NOT NULL
            """;

    // A name made up from an address tells nothing about whom it belongs to. A list is named as AccountKey names it.
    // Each hit is followed by key: OFFSET 0 keeps the planner from reading whole tables instead, whatever statistics it
    // has or lacks.
    private static final String SQL = "WITH hit AS MATERIALIZED (" + HITS + ") " + """
            SELECT hit.kind, hit.key, c.id,
                   CASE WHEN c.first_name IS NULL AND c.last_name IS NULL
                             AND (c.name LIKE '%@%' OR c.name !~ '[[:alpha:]]' OR c.name = 'Unnamed contact')
                        THEN NULL ELSE c.name END AS called_by,
                   NOT (c.first_name IS NULL AND c.last_name IS NULL AND c.name = c.company) AS person,
                   EXISTS (SELECT 1 FROM contact_info i
                           WHERE i.contact_id = c.id AND i.type IN ('email', 'phone') OFFSET 0) AS reachable,
                   (SELECT array_agg(l.provider || '/' || l.account_id || '#' || l.stream)
                           FILTER (WHERE l.deleted_at IS NULL)
                    FROM contacts_source_links l WHERE l.local_contact_id = c.id) AS lists
            FROM hit
            CROSS JOIN LATERAL (SELECT coalesce(merged_into, id) AS id, id AS found, merged_into FROM contacts
                                WHERE id = hit.contact_id OFFSET 0) h
            CROSS JOIN LATERAL (SELECT id, name, first_name, last_name, company FROM contacts
                                WHERE id = h.id OFFSET 0) c
            LEFT JOIN contacts_placeholders p ON p.contact_id = h.found
            WHERE p.contact_id IS NULL OR (h.merged_into IS NULL AND NOT kith_placeholder_untouched(h.found))
            UNION ALL
            SELECT 'erased', NULL, NULL, NULL, NULL, NULL, NULL WHERE EXISTS (SELECT 1 FROM contacts_erased_marks)
            """;

    /** @param erasures whether anybody was ever erased: whoever comes may be one of them */
    public record Found(CandidateIndex candidates, boolean erasures) {}

    private CandidateLoader() {}

    /** @param connection in a transaction */
    public static Uni<Found> load(SqlConnection connection, Collection<IdentityKeys> sought) {
        if (sought.isEmpty()) {
            return Uni.createFrom().item(new Found(new CandidateIndex(), false));
        }
        Map<String, Set<String>> phonesByForm = new HashMap<>();
        sought.forEach(keys -> keys.phones()
                .forEach(phone -> PhoneNormalizer.lookupForms(phone)
                        .forEach(form -> phonesByForm
                                .computeIfAbsent(form, unused -> new HashSet<>())
                                .add(phone))));
        Tuple arguments = Tuple.tuple()
                .addArrayOfString(distinct(sought.stream()
                        .flatMap(keys -> Stream.of(keys.email(), keys.mailbox()))
                        .toList()))
                .addArrayOfString(phonesByForm.keySet().toArray(String[]::new))
                .addArrayOfString(
                        distinct(sought.stream().map(IdentityKeys::lookupName).toList()))
                .addArrayOfString(
                        distinct(sought.stream().map(IdentityKeys::uid).toList()))
                .addArrayOfString(
                        distinct(sought.stream().map(IdentityKeys::mailbox).toList()));
        return PlannerSettings.byIndex(connection, connection.preparedQuery(SQL).execute(arguments))
                .map(rows -> index(rows, phonesByForm));
    }

    private static String[] distinct(List<String> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .toArray(String[]::new);
    }

    private static Found index(RowSet<Row> rows, Map<String, Set<String>> phonesByForm) {
        CandidateIndex index = new CandidateIndex();
        boolean erasures = false;
        for (Row row : rows) {
            if (row.getString("kind").equals("erased")) {
                erasures = true;
                continue;
            }
            String[] lists = row.getArrayOfStrings("lists");
            index.add(new Candidate(
                    row.getUUID("id"),
                    row.getString("called_by"),
                    !Boolean.FALSE.equals(row.getBoolean("person")),
                    row.getBoolean("reachable"),
                    lists == null ? Set.of() : new HashSet<>(List.of(lists))));
            String key = row.getString("key");
            switch (row.getString("kind")) {
                case "uid" -> index.byUid(key, row.getUUID("id"));
                case "email" -> index.byEmail(key, row.getUUID("id"));
                case "tagged" -> index.byTaggedEmail(key, row.getUUID("id"));
                case "phone" -> phonesByForm.get(key).forEach(phone -> index.byPhone(phone, row.getUUID("id")));
                default -> index.byName(key, row.getUUID("id"));
            }
        }
        return new Found(index, erasures);
    }
}
