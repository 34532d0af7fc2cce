package dev.kith.sync.crm;

import dev.kith.sync.crm.ContactValue.Address;
import dev.kith.sync.crm.ContactValue.Anniversary;
import dev.kith.sync.crm.ContactValue.Email;
import dev.kith.sync.crm.ContactValue.Label;
import dev.kith.sync.crm.ContactValue.Phone;
import dev.kith.sync.crm.ContactValue.Source;
import dev.kith.sync.crm.ContactValue.Url;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** All values of some contacts, read with one statement per kind however many contacts they are. */
record ContactValues(
        Map<UUID, List<Email>> emails,
        Map<UUID, List<Phone>> phones,
        Map<UUID, List<Url>> urls,
        Map<UUID, List<Address>> addresses,
        Map<UUID, List<Anniversary>> dates,
        Map<UUID, List<Label>> labels,
        Map<UUID, List<Source>> sources) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{4,14}");

    private static final String INFOS = """
            SELECT contact_id, type, value, label, coalesce(is_primary, false) AS is_primary FROM contact_info
            WHERE contact_id = ANY($1) ORDER BY coalesce(is_primary, false) DESC, created_at, id
            """;
    private static final String ADDRESSES = """
            SELECT contact_id, line_1, line_2, city, province, postal_code, country, label, is_current FROM addresses
            WHERE contact_id = ANY($1) ORDER BY is_current DESC, created_at, id
            """;
    private static final String DATES = """
            SELECT contact_id, label, year, month, day FROM important_dates
            WHERE contact_id = ANY($1) ORDER BY month, day, label, id
            """;
    private static final String LABELS = """
            SELECT cl.contact_id, l.name FROM contact_labels cl JOIN labels l ON l.id = cl.label_id
            WHERE cl.contact_id = ANY($1) ORDER BY lower(l.name), l.id
            """;
    private static final String SOURCES = """
            SELECT local_contact_id AS contact_id, provider, account_id, external_contact_id, last_seen_at, deleted_at
            FROM contacts_source_links WHERE local_contact_id = ANY($1)
            ORDER BY provider, account_id, external_contact_id
            """;

    static Uni<ContactValues> load(SqlClient client, List<UUID> contacts) {
        var ids = Tuple.tuple().addArrayOfUUID(contacts.toArray(UUID[]::new));
        return Uni.combine()
                .all()
                .unis(
                        rows(client, INFOS, ids),
                        rows(client, ADDRESSES, ids),
                        rows(client, DATES, ids),
                        rows(client, LABELS, ids),
                        rows(client, SOURCES, ids))
                .with((infos, addresses, dates, labels, sources) -> new ContactValues(
                        byContact(ofType(infos, "email"), ContactValues::email),
                        byContact(ofType(infos, "phone"), ContactValues::phone),
                        byContact(
                                ofType(infos, "website"),
                                row -> new Url(row.getString("value"), row.getString("label"))),
                        byContact(addresses, ContactValues::address),
                        byContact(dates, ContactValues::date),
                        byContact(labels, row -> new Label(row.getString("name"))),
                        byContact(sources, ContactValues::source)));
    }

    private static Uni<List<Row>> rows(SqlClient client, String sql, Tuple ids) {
        return client.preparedQuery(sql)
                .execute(ids)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    private static List<Row> ofType(List<Row> infos, String type) {
        return infos.stream().filter(row -> row.getString("type").equals(type)).toList();
    }

    private static <T> Map<UUID, List<T>> byContact(List<Row> rows, Function<Row, T> value) {
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.getUUID("contact_id"), Collectors.mapping(value, Collectors.toList())));
    }

    private static Email email(Row row) {
        return new Email(row.getString("value"), row.getString("label"), row.getBoolean("is_primary"));
    }

    private static Phone phone(Row row) {
        String value = row.getString("value");
        return new Phone(
                value,
                E164.matcher(value).matches() ? value : null,
                row.getString("label"),
                row.getBoolean("is_primary"));
    }

    private static Address address(Row row) {
        return new Address(
                row.getString("line_1"),
                row.getString("line_2"),
                row.getString("city"),
                row.getString("province"),
                row.getString("postal_code"),
                row.getString("country"),
                row.getString("label"),
                row.getBoolean("is_current"));
    }

    private static Anniversary date(Row row) {
        return new Anniversary(
                row.getString("label"), row.getInteger("year"), row.getInteger("month"), row.getInteger("day"));
    }

    private static Source source(Row row) {
        return new Source(
                row.getString("provider"),
                row.getString("account_id"),
                row.getString("external_contact_id"),
                Rows.instant(row, "last_seen_at"),
                Rows.instant(row, "deleted_at"));
    }
}
