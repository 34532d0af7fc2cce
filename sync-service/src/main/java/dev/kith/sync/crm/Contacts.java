package dev.kith.sync.crm;

import dev.kith.sync.crm.ContactValue.Email;
import dev.kith.sync.crm.ContactValue.Phone;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Finds and reads contacts. */
@ApplicationScoped
public class Contacts {

    private static final String COLUMNS = """
            SELECT c.id, c.first_name, c.middle_name, c.last_name, c.nickname, c.name, c.company, c.department,
                c.job_title, c.avatar_url, c.notes, c.last_contacted_at, c.created_at, c.updated_at, c.archived_at
            FROM contacts c
            """;

    /** A search sorts all whom it finds, and counts them on the way. */
    private static final String FOUND = """
            SELECT c.id, count(*) OVER () AS found FROM contacts c WHERE %s ORDER BY %s LIMIT $%d OFFSET $%d
            """;

    /** A merged contact goes on answering with whom it was merged into, however often that happened. */
    static final String SURVIVOR = """
            WITH RECURSIVE trail (id, merged_into, step) AS (
                SELECT id, merged_into, 0 FROM contacts WHERE id = $1
                UNION ALL
                SELECT c.id, c.merged_into, step + 1 FROM contacts c JOIN trail t ON c.id = t.merged_into
                WHERE step < 100)
            SELECT id FROM trail ORDER BY step DESC LIMIT 1
            """;

    private final Pool pool;

    Contacts(Pool pool) {
        this.pool = pool;
    }

    /** @param page from 1 */
    public Uni<ContactPage> list(ContactSearch search, ContactSort sort, int page, int limit) {
        return search.narrows()
                ? found(search, sort, page, limit)
                : Uni.combine()
                        .all()
                        .unis(page(search, sort, page, limit), count(search))
                        .with((contacts, counted) ->
                                new ContactPage(contacts, ContactPage.Meta.of(page, limit, counted)));
    }

    private Uni<ContactPage> found(ContactSearch search, ContactSort sort, int page, int limit) {
        int next = search.arguments().size() + 1;
        return pool.preparedQuery(FOUND.formatted(search.condition(), sort.order(), next, next + 1))
                .execute(paged(search, page, limit))
                .chain(rows -> {
                    List<UUID> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(row.getUUID("id")));
                    // Behind the last page nobody is there to tell how many there are.
                    Uni<Long> counted = ids.isEmpty() && page > 1
                            ? count(search)
                            : Uni.createFrom()
                                    .item(
                                            ids.isEmpty()
                                                    ? 0
                                                    : rows.iterator().next().getLong("found"));
                    return Uni.combine()
                            .all()
                            .unis(find(ids), counted)
                            .with((contacts, count) -> new ContactPage(
                                    contacts.stream()
                                            .sorted(Comparator.comparing(contact -> ids.indexOf(contact.id())))
                                            .toList(),
                                    ContactPage.Meta.of(page, limit, count)));
                });
    }

    private Uni<List<ContactView>> page(ContactSearch search, ContactSort sort, int page, int limit) {
        int next = search.arguments().size() + 1;
        return views(
                pool,
                COLUMNS + "WHERE " + search.condition() + " ORDER BY " + sort.order() + " LIMIT $" + next + " OFFSET $"
                        + (next + 1),
                paged(search, page, limit));
    }

    private static Tuple paged(ContactSearch search, int page, int limit) {
        var arguments = new ArrayList<>(search.arguments());
        arguments.add(limit);
        arguments.add((long) (page - 1) * limit);
        return Tuple.tuple(arguments);
    }

    /** The first ones behind an id, by their ids. */
    Uni<List<ContactView>> after(ContactSearch search, UUID last, int limit) {
        int next = search.arguments().size() + 1;
        var arguments = new ArrayList<>(search.arguments());
        arguments.add(last);
        arguments.add(limit);
        return views(
                pool,
                COLUMNS + "WHERE " + search.condition() + " AND c.id > $" + next + " ORDER BY c.id LIMIT $"
                        + (next + 1),
                Tuple.tuple(arguments));
    }

    private Uni<Long> count(ContactSearch search) {
        return pool.preparedQuery("SELECT count(*) FROM (SELECT FROM contacts c WHERE " + search.condition() + " LIMIT "
                        + (ContactPage.COUNTED + 1) + ") counted")
                .execute(Tuple.tuple(new ArrayList<>(search.arguments())))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    public Uni<Optional<ContactView>> find(UUID id) {
        return find(pool, id);
    }

    /** Those that are there, in no order. */
    public Uni<List<ContactView>> find(List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : views(pool, COLUMNS + "WHERE c.id = ANY($1)", Tuple.of(ids.toArray(UUID[]::new)));
    }

    Uni<Optional<ContactView>> find(SqlClient client, UUID id) {
        return views(client, COLUMNS + "WHERE c.id = (" + SURVIVOR + ")", Tuple.of(id))
                .map(found -> found.stream().findFirst());
    }

    private static Uni<List<ContactView>> views(SqlClient client, String sql, Tuple arguments) {
        return client.preparedQuery(sql).execute(arguments).chain(rows -> {
            List<Row> contacts = StreamSupport.stream(rows.spliterator(), false).toList();
            List<UUID> ids = contacts.stream().map(row -> row.getUUID("id")).toList();
            return ids.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : ContactValues.load(client, ids)
                            .map(values -> contacts.stream()
                                    .map(row -> view(row, values))
                                    .toList());
        });
    }

    private static ContactView view(Row row, ContactValues values) {
        UUID id = row.getUUID("id");
        return new ContactView(
                id,
                body(row, values, id),
                values.sources().getOrDefault(id, List.of()),
                Rows.instant(row, "last_contacted_at"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.instant(row, "archived_at"));
    }

    private static ContactBody body(Row row, ContactValues values, UUID id) {
        List<Email> emails = values.emails().getOrDefault(id, List.of());
        List<Phone> phones = values.phones().getOrDefault(id, List.of());
        return new ContactBody(
                row.getString("first_name"),
                row.getString("middle_name"),
                row.getString("last_name"),
                row.getString("nickname"),
                row.getString("name"),
                row.getString("company"),
                row.getString("department"),
                row.getString("job_title"),
                // Primary ones are read first.
                emails.stream().findFirst().map(Email::value).orElse(null),
                phones.stream().findFirst().map(Phone::value).orElse(null),
                row.getString("avatar_url"),
                row.getString("notes"),
                emails,
                phones,
                values.addresses().getOrDefault(id, List.of()),
                values.dates().getOrDefault(id, List.of()),
                values.urls().getOrDefault(id, List.of()),
                values.labels().getOrDefault(id, List.of()));
    }
}
