package dev.kith.sync.crm;

import dev.kith.sync.crm.ContactValue.Address;
import dev.kith.sync.crm.ContactValue.Anniversary;
import dev.kith.sync.crm.ContactValue.Label;
import dev.kith.sync.crm.ContactValue.Url;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/** Replaces a contact's lists, writing only what differs: a value that stays keeps its row. */
final class ContactLists {

    private static final String INFOS = """
            WITH wanted AS (SELECT * FROM jsonb_to_recordset($2) AS w (value text, label text, is_primary boolean)),
            gone AS (
                DELETE FROM contact_info c WHERE contact_id = $1 AND type = $3
                    AND NOT EXISTS (SELECT FROM wanted w WHERE w.value = c.value) RETURNING 1),
            changed AS (
                UPDATE contact_info c SET label = w.label, is_primary = w.is_primary FROM wanted w
                WHERE c.contact_id = $1 AND c.type = $3 AND c.value = w.value
                    AND (c.label IS DISTINCT FROM w.label OR coalesce(c.is_primary, false) <> w.is_primary)
                RETURNING 1),
            added AS (
                INSERT INTO contact_info (contact_id, type, value, label, is_primary)
                SELECT $1, $3, w.value, w.label, w.is_primary FROM wanted w
                WHERE NOT EXISTS (SELECT FROM contact_info c
                    WHERE c.contact_id = $1 AND c.type = $3 AND c.value = w.value)
                RETURNING 1)
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM changed) + (SELECT count(*) FROM added)
            """;

    private static final String ADDRESSES = """
            WITH wanted AS (SELECT * FROM jsonb_to_recordset($2) AS w (line_1 text, line_2 text, city text,
                province text, postal_code text, country text, label text, is_current boolean)),
            gone AS (
                DELETE FROM addresses a WHERE contact_id = $1 AND NOT EXISTS (SELECT FROM wanted w
                    WHERE (w.line_1, w.line_2, w.city, w.province, w.postal_code, w.country)
                        IS NOT DISTINCT FROM (a.line_1, a.line_2, a.city, a.province, a.postal_code, a.country))
                RETURNING 1),
            changed AS (
                UPDATE addresses a SET label = w.label, is_current = w.is_current, updated_at = now() FROM wanted w
                WHERE a.contact_id = $1 AND (w.line_1, w.line_2, w.city, w.province, w.postal_code, w.country)
                        IS NOT DISTINCT FROM (a.line_1, a.line_2, a.city, a.province, a.postal_code, a.country)
                    AND (a.label, a.is_current) IS DISTINCT FROM (w.label, w.is_current)
                RETURNING 1),
            added AS (
                INSERT INTO addresses (contact_id, line_1, line_2, city, province, postal_code, country, label,
                    is_current)
                SELECT $1, w.* FROM wanted w WHERE NOT EXISTS (SELECT FROM addresses a WHERE a.contact_id = $1
                    AND (w.line_1, w.line_2, w.city, w.province, w.postal_code, w.country)
                        IS NOT DISTINCT FROM (a.line_1, a.line_2, a.city, a.province, a.postal_code, a.country))
                RETURNING 1)
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM changed) + (SELECT count(*) FROM added)
            """;

    // Another year of the same day is the same date, corrected.
    private static final String DATES = """
            WITH wanted AS (SELECT DISTINCT * FROM jsonb_to_recordset($2)
                AS w (label text, month integer, day integer, year integer)),
            held AS (SELECT * FROM important_dates WHERE contact_id = $1),
            dated AS (
                SELECT d.id, w.* FROM held d JOIN wanted w ON (w.label, w.month, w.day) = (d.label, d.month, d.day)
                WHERE w.year IS DISTINCT FROM d.year
                    AND (SELECT count(*) FROM held o WHERE (o.label, o.month, o.day) = (d.label, d.month, d.day)) = 1
                    AND (SELECT count(*) FROM wanted o WHERE (o.label, o.month, o.day) = (d.label, d.month, d.day)) = 1),
            changed AS (UPDATE important_dates d SET year = c.year FROM dated c WHERE d.id = c.id RETURNING 1),
            gone AS (
                DELETE FROM important_dates d WHERE contact_id = $1 AND id NOT IN (SELECT id FROM dated)
                    AND NOT EXISTS (SELECT FROM wanted w
                    WHERE (w.label, w.month, w.day, w.year) IS NOT DISTINCT FROM (d.label, d.month, d.day, d.year))
                RETURNING 1),
            added AS (
                INSERT INTO important_dates (contact_id, label, month, day, year)
                SELECT $1, w.* FROM wanted w WHERE NOT EXISTS (SELECT FROM dated d
                    WHERE (w.label, w.month, w.day, w.year) IS NOT DISTINCT FROM (d.label, d.month, d.day, d.year))
                    AND NOT EXISTS (SELECT FROM held d
                    WHERE (w.label, w.month, w.day, w.year) IS NOT DISTINCT FROM (d.label, d.month, d.day, d.year))
                RETURNING 1)
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM changed) + (SELECT count(*) FROM added)
            """;

    private static final String NEW_LABELS = """
            INSERT INTO labels (name) SELECT DISTINCT w.name FROM jsonb_to_recordset($1) AS w (name text)
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String LABELS = """
            WITH wanted AS (SELECT l.id FROM labels l
                WHERE l.name IN (SELECT w.name FROM jsonb_to_recordset($2) AS w (name text))),
            gone AS (
                DELETE FROM contact_labels WHERE contact_id = $1 AND label_id NOT IN (SELECT id FROM wanted)
                RETURNING 1),
            added AS (
                INSERT INTO contact_labels (label_id, contact_id) SELECT id, $1 FROM wanted
                ON CONFLICT DO NOTHING RETURNING 1)
            SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM added)
            """;

    private final SqlConnection connection;
    private final UUID contact;

    ContactLists(SqlConnection connection, UUID contact) {
        this.connection = connection;
        this.contact = contact;
    }

    /** Writes what the draft replaces and tells how many rows that touched. */
    Uni<Long> replace(ContactDraft draft) {
        return infos("email", draft.emails(), email -> info(email.value(), email.label(), email.primary()))
                .chain(emails -> infos(
                                "phone", draft.phones(), phone -> info(phone.value(), phone.label(), phone.primary()))
                        .map(count -> count + emails))
                .chain(before -> infos("website", draft.replaced("urls", ContactBody::urls), ContactLists::url)
                        .map(count -> count + before))
                .chain(before -> list(
                                ADDRESSES, draft.replaced("addresses", ContactBody::addresses), ContactLists::address)
                        .map(count -> count + before))
                .chain(before -> list(DATES, draft.replaced("dates", ContactBody::dates), ContactLists::date)
                        .map(count -> count + before))
                .chain(before ->
                        labels(draft.replaced("labels", ContactBody::labels)).map(count -> count + before));
    }

    private <T> Uni<Long> infos(String type, List<T> values, Function<T, JsonObject> json) {
        return values == null ? Uni.createFrom().item(0L) : count(INFOS, Tuple.of(contact, array(values, json), type));
    }

    private <T> Uni<Long> list(String sql, List<T> values, Function<T, JsonObject> json) {
        return values == null ? Uni.createFrom().item(0L) : count(sql, Tuple.of(contact, array(values, json)));
    }

    private Uni<Long> labels(List<Label> labels) {
        if (labels == null) {
            return Uni.createFrom().item(0L);
        }
        JsonArray names =
                array(labels, label -> new JsonObject().put("name", label.name().strip()));
        return connection
                .preparedQuery(NEW_LABELS)
                .execute(Tuple.of(names))
                .chain(() -> count(LABELS, Tuple.of(contact, names)));
    }

    private Uni<Long> count(String sql, Tuple arguments) {
        return connection
                .preparedQuery(sql)
                .execute(arguments)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static <T> JsonArray array(List<T> values, Function<T, JsonObject> json) {
        return new JsonArray(values.stream().map(json).distinct().toList());
    }

    private static JsonObject info(String value, String label, boolean primary) {
        return new JsonObject().put("value", value).put("label", trimmed(label)).put("is_primary", primary);
    }

    private static JsonObject url(Url url) {
        return info(url.value().strip(), url.label(), false);
    }

    private static JsonObject address(Address address) {
        return new JsonObject()
                .put("line_1", address.street() == null ? "" : address.street().strip())
                .put("line_2", trimmed(address.street2()))
                .put("city", trimmed(address.city()))
                .put("province", trimmed(address.region()))
                .put("postal_code", trimmed(address.postalCode()))
                .put("country", address.country() == null ? null : upper(address.country()))
                .put(
                        "label",
                        ContactRules.present(address.label()) ? address.label().strip() : "Home")
                .put("is_current", address.current());
    }

    private static String upper(String country) {
        return country.isBlank() ? null : country.strip().toUpperCase(Locale.ROOT);
    }

    private static JsonObject date(Anniversary date) {
        return new JsonObject()
                .put("label", date.label().strip())
                .put("month", date.month())
                .put("day", date.day())
                .put("year", date.year());
    }

    private static String trimmed(String text) {
        return ContactRules.present(text) ? text.strip() : null;
    }
}
