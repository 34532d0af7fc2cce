package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.LocalContact.HeldLink;
import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.ContactDetails;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Loads contacts of the CRM with everything a decision needs, a query per table. */
public final class LocalContactLoader {

    private static final String CONTACTS = """
            SELECT id, xmin::text AS version, name, first_name, middle_name, last_name, nickname, company, department,
                   job_title, avatar_url, notes, details::text AS details,
                   (SELECT document::text FROM contacts_provenance p WHERE p.contact_id = c.id) AS provenance,
                   ARRAY (SELECT subject FROM contacts_review_items r
                          WHERE r.contact_id = c.id AND r.status = 'open' AND r.kind = 'field_conflict') AS conflicts,
                   ARRAY (SELECT other FROM contacts_separations WHERE one = c.id
                          UNION ALL SELECT one FROM contacts_separations WHERE other = c.id) AS separated
            FROM contacts c WHERE id = ANY ($1)
            """;
    private static final String INFOS = """
            SELECT id, contact_id, type, value, label, coalesce(is_primary, false) AS is_primary
            FROM contact_info WHERE contact_id = ANY ($1) ORDER BY contact_id, created_at, id
            """;
    private static final String ADDRESSES = """
            SELECT id, contact_id, label, line_1, line_2, city, province, postal_code, country, is_current
            FROM addresses WHERE contact_id = ANY ($1) ORDER BY contact_id, created_at, id
            """;
    private static final String DATES = """
            SELECT id, contact_id, label, year, month, day
            FROM important_dates WHERE contact_id = ANY ($1) ORDER BY contact_id, created_at, id
            """;
    private static final String LINKS = """
            SELECT l.local_contact_id AS contact_id, l.provider, l.account_id, l.external_contact_id, l.stream, l.first_seen_at,
                   l.deleted_at IS NOT NULL AS gone, a.disconnected_at IS NOT NULL AS disconnected,
                   l.mapped::text AS mapped
            FROM contacts_source_links l LEFT JOIN contacts_source_accounts a USING (provider, account_id)
            WHERE l.local_contact_id = ANY ($1)
            ORDER BY l.local_contact_id, l.first_seen_at, l.provider, l.account_id, l.external_contact_id
            """;

    private final SqlConnection connection;
    private final Tuple ids;

    private LocalContactLoader(SqlConnection connection, Collection<UUID> ids) {
        this.connection = connection;
        this.ids = Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new));
    }

    public static Uni<Map<UUID, LocalContact>> load(SqlConnection connection, Collection<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : new LocalContactLoader(connection, ids).load();
    }

    private Uni<Map<UUID, LocalContact>> load() {
        // Issued together: the connection pipelines them.
        return Uni.combine()
                .all()
                .unis(
                        grouped(CONTACTS, "id", Function.identity()),
                        grouped(INFOS, "contact_id", LocalContactLoader::info),
                        grouped(ADDRESSES, "contact_id", LocalContactLoader::address),
                        grouped(DATES, "contact_id", LocalContactLoader::date),
                        grouped(LINKS, "contact_id", LocalContactLoader::link))
                .with(LocalContactLoader::assemble);
    }

    private <T> Uni<Map<UUID, List<T>>> grouped(String sql, String key, Function<Row, T> mapper) {
        return connection.preparedQuery(sql).execute(ids).map(rows -> {
            Map<UUID, List<T>> grouped = new HashMap<>();
            for (Row row : rows) {
                grouped.computeIfAbsent(row.getUUID(key), unused -> new ArrayList<>())
                        .add(mapper.apply(row));
            }
            return grouped;
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<UUID, LocalContact> assemble(List<?> loaded) {
        Map<UUID, List<Row>> rows = (Map<UUID, List<Row>>) loaded.get(0);
        Map<UUID, List<ItemRow<InfoItem>>> infos = (Map<UUID, List<ItemRow<InfoItem>>>) loaded.get(1);
        Map<UUID, List<ItemRow<AddressItem>>> addresses = (Map<UUID, List<ItemRow<AddressItem>>>) loaded.get(2);
        Map<UUID, List<ItemRow<DateItem>>> dates = (Map<UUID, List<ItemRow<DateItem>>>) loaded.get(3);
        Map<UUID, List<HeldLink>> links = (Map<UUID, List<HeldLink>>) loaded.get(4);
        Map<UUID, LocalContact> contacts = new HashMap<>();
        rows.forEach((id, row) -> contacts.put(
                id,
                new LocalContact(
                        id,
                        row.get(0).getString("version"),
                        scalars(row.get(0)),
                        infos.getOrDefault(id, List.of()),
                        addresses.getOrDefault(id, List.of()),
                        dates.getOrDefault(id, List.of()),
                        provenance(row.get(0)),
                        links.getOrDefault(id, List.of()),
                        Set.of(row.get(0).getArrayOfStrings("conflicts")),
                        Set.of(row.get(0).getArrayOfUUIDs("separated")))));
        return contacts;
    }

    private static Provenance provenance(Row row) {
        Provenance stored = Rows.read(row.getString("provenance"), Provenance.class);
        return stored == null ? Provenance.NONE : stored;
    }

    private static Map<ScalarField, String> scalars(Row row) {
        Map<ScalarField, String> scalars = new EnumMap<>(ScalarField.class);
        for (ScalarField field : ScalarField.values()) {
            String stored = row.getString(field.column());
            String value = field == ScalarField.DETAILS ? ContactDetails.of(stored) : stored;
            if (value != null && !value.isEmpty()) {
                scalars.put(field, value);
            }
        }
        return scalars;
    }

    private static ItemRow<InfoItem> info(Row row) {
        return new ItemRow<>(
                row.getUUID("id"),
                row.getUUID("contact_id"),
                new InfoItem(
                        row.getString("type"),
                        row.getString("value"),
                        row.getString("label"),
                        row.getBoolean("is_primary")));
    }

    private static ItemRow<AddressItem> address(Row row) {
        return new ItemRow<>(
                row.getUUID("id"),
                row.getUUID("contact_id"),
                new AddressItem(
                        row.getString("label"),
                        row.getString("line_1"),
                        row.getString("line_2"),
                        row.getString("city"),
                        row.getString("province"),
                        row.getString("postal_code"),
                        row.getString("country"),
                        row.getBoolean("is_current")));
    }

    private static ItemRow<DateItem> date(Row row) {
        return new ItemRow<>(
                row.getUUID("id"),
                row.getUUID("contact_id"),
                new DateItem(
                        row.getString("label"),
                        row.getInteger("year"),
                        row.getInteger("month"),
                        row.getInteger("day")));
    }

    private static HeldLink link(Row row) {
        MappedContact mapped = Rows.read(row.getString("mapped"), MappedContact.class);
        return new HeldLink(
                new LinkKey(
                        row.getString("provider"), row.getString("account_id"), row.getString("external_contact_id")),
                row.getString("stream"),
                Rows.instant(row, "first_seen_at"),
                row.getBoolean("gone"),
                row.getBoolean("disconnected"),
                mapped == null ? MappedContact.EMPTY : mapped,
                mapped != null);
    }
}
