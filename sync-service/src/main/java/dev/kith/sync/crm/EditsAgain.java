package dev.kith.sync.crm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.apply.WrittenFields;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.backfill.write.Decisions;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Does once more, in a CRM that is made anew, what people did to contacts through the API: those they made, what they
 * changed, whom they archived, what they noted down. Doing it twice changes nothing.
 *
 * <p>What may be much is done a page at a time, by what was reached: {@code null} once nothing was left.
 */
@ApplicationScoped
public class EditsAgain implements WrittenFields {

    private static final String DECIDED = """
            SELECT id, contact_id, subject::text AS subject FROM contacts_decisions
            WHERE kind = $1 AND id > $2 AND id <= $3 ORDER BY id LIMIT 200
            """;
    private static final String MAKE = "INSERT INTO contacts (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING";
    // Whoever takes somebody back while a replay goes on has the last word.
    private static final String ARCHIVE = """
            UPDATE contacts c SET listed = false, archived_at = d.decided_at
            FROM (SELECT contact_id, min(decided_at) AS decided_at FROM contacts_decisions a
                  WHERE id <= $1 AND (kind = 'archive' OR kind = 'review' AND subject ->> 'decision' = 'archive')
                    AND NOT EXISTS (
                        SELECT 1 FROM contacts_decisions u
                        WHERE u.kind = 'undo_review' AND u.contact_id = a.contact_id AND u.id > a.id
                          AND u.subject ->> 'reviewId' = a.subject ->> 'reviewId')
                    AND NOT EXISTS (
                        SELECT 1 FROM contacts_decisions r
                        WHERE r.kind = 'restore' AND r.contact_id = a.contact_id AND r.id > a.id)
                  GROUP BY contact_id) d
            WHERE c.id = d.contact_id AND c.archived_at IS NULL
            """;
    // The last one to change a field has it: a person, or a merge that brought along what a person had written and
    // found no source that answers for it.
    private static final String LAST_WORDS = """
            SELECT h.contact_id, h.field, h.value,
                   h.rule = 'edited' OR h.rule IN ('merged', 'merge_undone')
                       AND NOT EXISTS (SELECT 1 FROM contacts_provenance p
                                       WHERE p.contact_id = h.contact_id AND p.document -> 'fields' ? h.field)
                   AS by_person
            FROM (SELECT DISTINCT ON (contact_id, field) contact_id, field, new_value #>> '{}' AS value, rule
                  FROM contacts_field_history WHERE %s ORDER BY contact_id, field, id DESC) h
            """;
    // Somebody may be about to have another last word: it is looked for once nobody can write any more.
    private static final String LOCK_FOR_LAST_WORD = """
            SELECT count(*) FROM (
                SELECT c.id FROM contacts c JOIN (%2$s) w ON w.contact_id = c.id
                WHERE w.by_person AND c.%1$s IS DISTINCT FROM w.value
                ORDER BY c.id FOR UPDATE OF c) locked
            """;
    private static final String LAST_WORD = """
            UPDATE contacts c SET %1$s = w.value FROM (%2$s) w
            WHERE c.id = w.contact_id AND w.by_person AND c.%1$s IS DISTINCT FROM w.value
            """;
    private static final String LOCK = "SELECT 1 FROM contacts WHERE id = $1 FOR UPDATE";
    private static final String WRITTEN = LAST_WORDS.formatted("contact_id = ANY ($1) AND field = ANY ($2)");
    private static final String MADE = """
            SELECT contact_id, subject::text AS subject FROM contacts_decisions
            WHERE kind = $1 AND contact_id = ANY ($2)
            """;
    private static final String UNTOUCHED = """
            UPDATE contacts SET %1$s = $2 WHERE id = $1 AND %1$s IS DISTINCT FROM $2
              AND NOT EXISTS (SELECT 1 FROM contacts_field_history WHERE contact_id = $1 AND field = '%1$s')
            """;
    // What a source, a merge or an answer brought back since is not taken away once more.
    private static final String LISTS = """
            SELECT h.id, h.changed_at, h.contact_id, h.field, h.old_value::text AS old, h.new_value::text AS new,
                   ARRAY(SELECT last.value FROM (
                             SELECT DISTINCT ON (v.value) v.value, v.came
                             FROM contacts_field_history b
                             CROSS JOIN LATERAL (VALUES (b.new_value #>> '{}', true), (b.old_value #>> '{}', false))
                                 AS v (value, came)
                             WHERE b.contact_id = h.contact_id AND b.id > h.id AND b.rule <> 'edited'
                               AND v.value IS NOT NULL
                               AND b.field = CASE h.field WHEN 'emails' THEN 'email' WHEN 'phones' THEN 'phone'
                                   WHEN 'urls' THEN 'website' WHEN 'addresses' THEN 'address'
                                   WHEN 'dates' THEN 'date' END
                             ORDER BY v.value, b.id DESC, v.came DESC) AS last
                         WHERE last.came) AS back
            FROM contacts_field_history h
            WHERE h.rule = 'edited' AND h.field = ANY ($1) AND (h.changed_at, h.id) > ($2, $3)
              AND h.changed_at < coalesce($4, 'infinity'::timestamptz)
            ORDER BY h.changed_at, h.id LIMIT 200
            """;

    /** How far edits were done again: the time and the id of the last one. */
    public record Reached(Instant at, long id) {

        public static final Reached NOTHING = new Reached(Instant.EPOCH, 0);
    }

    private static final String[] COLUMNS =
            Stream.of(ContactField.values()).map(ContactField::column).toArray(String[]::new);

    private final Pool pool;
    private final Contacts contacts;
    private final String region;

    EditsAgain(Pool pool, Contacts contacts, DefaultRegion region) {
        this.pool = pool;
        this.contacts = contacts;
        this.region = region.code();
    }

    /**
     * Makes a page of the contacts that people had made.
     *
     * @param after the decision that was reached before
     * @param last the last of the decisions to apply
     */
    public Uni<Long> contacts(long after, long last) {
        return page(
                Decisions.CREATE,
                after,
                last,
                (connection, row) -> create(
                        connection, row.getUUID("contact_id"), Rows.read(row.getString("subject"), ContactEdit.class)));
    }

    /** Archives whom people had archived, once they are as they were. */
    public Uni<Void> archive(long last) {
        return pool.preparedQuery(ARCHIVE).execute(Tuple.of(last)).replaceWithVoid();
    }

    /** Notes down a page of what people had noted down about contacts, once those are there. */
    public Uni<Long> interactions(long after, long last) {
        return page(
                Decisions.INTERACTION,
                after,
                last,
                (connection, row) -> Interactions.again(
                        connection,
                        row.getUUID("contact_id"),
                        Rows.read(row.getString("subject"), NewInteraction.class)));
    }

    private interface Step {
        Uni<Void> of(SqlConnection connection, Row row);
    }

    private Uni<Long> page(String kind, long after, long last, Step step) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(DECIDED)
                .execute(Tuple.of(kind, after, last))
                .chain(rows -> each(connection, rows, step, row -> row.getLong("id"))));
    }

    /** @return what tells of the last row; {@code null} when there was none */
    private static <T> Uni<T> each(SqlConnection connection, Iterable<Row> rows, Step step, Function<Row, T> reached) {
        Uni<T> done = Uni.createFrom().nullItem();
        for (Row row : rows) {
            done = done.chain(() -> step.of(connection, row)).map(unused -> reached.apply(row));
        }
        return done;
    }

    private Uni<Void> create(SqlConnection connection, UUID contact, ContactEdit edit) {
        ContactDraft draft = ContactDraft.of(edit, null, region);
        Uni<?> made = connection
                .preparedQuery(MAKE)
                .execute(Tuple.of(contact, draft.fields().get(ContactField.NAME)));
        for (var field : draft.fields().entrySet()) {
            made = made.chain(() -> connection
                    .preparedQuery(UNTOUCHED.formatted(field.getKey().column()))
                    .execute(Tuple.of(contact, field.getValue())));
        }
        return made.chain(() -> contacts.find(connection, contact))
                .chain(found -> found.filter(view -> view.id().equals(contact))
                        .map(view ->
                                new ContactLists(connection, contact).replace(EditedLists.added(view.values(), draft)))
                        .orElseGet(() -> Uni.createFrom().item(0L))
                        .replaceWithVoid());
    }

    /** Gives every field what was written into it last, where that was a person: a step for each field of everybody. */
    public List<Uni<Void>> fields() {
        return Stream.of(ContactField.values()).map(this::field).toList();
    }

    Uni<Void> field(ContactField field) {
        String words = LAST_WORDS.formatted("field = '" + field.column() + "'");
        return OptimisticTransaction.in(
                pool,
                connection -> connection
                        .query(LOCK_FOR_LAST_WORD.formatted(field.column(), words))
                        .execute()
                        .chain(() -> connection
                                .query(LAST_WORD.formatted(field.column(), words))
                                .execute())
                        .replaceWithVoid());
    }

    @Override
    public Uni<Map<UUID, Map<ScalarField, String>>> of(SqlConnection connection, Collection<UUID> contacts) {
        UUID[] ids = contacts.toArray(UUID[]::new);
        Map<UUID, Map<ScalarField, String>> written = new HashMap<>();
        Map<UUID, Set<ScalarField>> changed = new HashMap<>();
        return connection
                .preparedQuery(WRITTEN)
                .execute(Tuple.tuple().addArrayOfUUID(ids).addArrayOfString(COLUMNS))
                .invoke(rows -> rows.forEach(row -> {
                    UUID contact = row.getUUID("contact_id");
                    ScalarField field = ScalarField.ofColumn(row.getString("field"));
                    changed.computeIfAbsent(contact, unused -> EnumSet.noneOf(ScalarField.class))
                            .add(field);
                    if (row.getBoolean("by_person")) {
                        writtenInto(written, contact).put(field, row.getString("value"));
                    }
                }))
                .chain(() -> connection
                        .preparedQuery(MADE)
                        .execute(Tuple.of(Decisions.CREATE).addArrayOfUUID(ids)))
                .invoke(rows -> rows.forEach(row -> {
                    UUID contact = row.getUUID("contact_id");
                    ContactEdit edit = Rows.read(row.getString("subject"), ContactEdit.class);
                    ContactDraft.of(edit, null, region).fields().forEach((made, value) -> {
                        ScalarField field = ScalarField.ofColumn(made.column());
                        if (value != null
                                && !changed.getOrDefault(contact, Set.of()).contains(field)) {
                            writtenInto(written, contact).put(field, value);
                        }
                    });
                }))
                .replaceWith(written);
    }

    private static Map<ScalarField, String> writtenInto(Map<UUID, Map<ScalarField, String>> written, UUID contact) {
        return written.computeIfAbsent(contact, unused -> new EnumMap<>(ScalarField.class));
    }

    /**
     * Changes lists of values as people had changed them, in the order of time, a page of those changes.
     *
     * @param after the change that was reached before
     * @param until when the changes to stop before were made; {@code null} for none
     * @return the last change of the page; {@code null} when none was left
     */
    public Uni<Reached> lists(Reached after, Instant until) {
        return OptimisticTransaction.in(
                pool,
                connection -> connection
                        .preparedQuery(LISTS)
                        .execute(Tuple.tuple()
                                .addArrayOfString(EditedLists.NAMES.toArray(String[]::new))
                                .addOffsetDateTime(Rows.time(after.at()))
                                .addLong(after.id())
                                .addOffsetDateTime(Rows.time(until)))
                        .chain(rows -> each(
                                connection,
                                rows,
                                this::list,
                                row -> new Reached(Rows.instant(row, "changed_at"), row.getLong("id")))));
    }

    private Uni<Void> list(SqlConnection connection, Row row) {
        UUID contact = row.getUUID("contact_id");
        List<JsonNode> old = nodes(row.getString("old"));
        List<JsonNode> wanted = nodes(row.getString("new"));
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(contact))
                .chain(() -> contacts.find(connection, contact))
                .chain(found -> found.filter(view -> view.id().equals(contact))
                        .map(view -> new ContactLists(connection, contact)
                                .replace(EditedLists.changed(
                                        view.values(),
                                        row.getString("field"),
                                        old,
                                        wanted,
                                        Set.of(row.getArrayOfStrings("back")))))
                        .orElseGet(() -> Uni.createFrom().item(0L))
                        .replaceWithVoid());
    }

    private static List<JsonNode> nodes(String json) {
        List<JsonNode> nodes = new ArrayList<>();
        Stream.ofNullable(Rows.read(json, JsonNode.class)).forEach(list -> list.forEach(nodes::add));
        return nodes;
    }
}
