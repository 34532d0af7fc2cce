package dev.kith.sync.review;

import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.database.Rows;
import dev.kith.sync.review.ContactProvenance.Change;
import dev.kith.sync.review.ContactProvenance.Link;
import dev.kith.sync.review.ContactProvenance.Source;
import dev.kith.sync.review.ContactProvenance.Value;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Explains where the values of a contact came from. */
@ApplicationScoped
public class ProvenanceQueries {

    private static final String SURVIVOR = "SELECT coalesce(merged_into, id) AS id FROM contacts WHERE id = $1";
    private static final String HISTORY = """
            SELECT field, old_value, new_value, actor, rule, changed_at FROM contacts_field_history
            WHERE contact_id = $1 ORDER BY id DESC LIMIT 500
            """;
    private static final String LINKS = """
            SELECT provider, account_id, external_contact_id, rung, evidence, first_seen_at,
                   deleted_at IS NOT NULL AS deleted
            FROM contacts_source_links WHERE local_contact_id = $1
            ORDER BY first_seen_at, provider, account_id, external_contact_id
            """;
    private static final String LABELS = """
            SELECT n.name, s.provider, s.account_id, s.external_contact_id, coalesce(s.placed, false) AS placed,
                   EXISTS (SELECT 1 FROM contact_labels c WHERE c.contact_id = $1 AND c.label_id = n.id) AS there
            FROM labels n
            LEFT JOIN contacts_label_sources s ON s.label_id = n.id AND s.contact_id = $1
            WHERE s.contact_id IS NOT NULL
               OR EXISTS (SELECT 1 FROM contact_labels c WHERE c.contact_id = $1 AND c.label_id = n.id)
            ORDER BY n.name, s.provider, s.account_id, s.external_contact_id
            """;

    private final Pool pool;

    ProvenanceQueries(Pool pool) {
        this.pool = pool;
    }

    /** Empty when there is no such contact. A merged contact answers with whom it was merged into. */
    public Uni<Optional<ContactProvenance>> find(UUID contactId) {
        return pool.withConnection(connection -> connection
                .preparedQuery(SURVIVOR)
                .execute(Tuple.of(contactId))
                .chain(rows -> rows.iterator().hasNext()
                        ? explain(connection, rows.iterator().next().getUUID("id"))
                        : Uni.createFrom().item(Optional.empty())));
    }

    private static Uni<Optional<ContactProvenance>> explain(SqlConnection connection, UUID id) {
        return Uni.combine()
                .all()
                .unis(
                        LocalContactLoader.load(connection, List.of(id)),
                        history(connection, id),
                        links(connection, id),
                        labels(connection, id))
                .with((locals, history, links, labels) ->
                        Optional.ofNullable(locals.get(id)).map(contact -> view(contact, history, links, labels)));
    }

    private static ContactProvenance view(
            LocalContact contact, Map<String, List<Change>> history, List<Link> links, List<Value> labels) {
        ProvenanceView view = new ProvenanceView(contact, history);
        List<Value> values = new ArrayList<>(view.values());
        values.addAll(labels);
        ValueHistory told = new ValueHistory(history, links);
        return new ContactProvenance(
                contact.id(),
                links,
                view.fields(),
                values.stream().map(told::of).toList());
    }

    private static Uni<Map<String, List<Change>>> history(SqlConnection connection, UUID id) {
        return connection.preparedQuery(HISTORY).execute(Tuple.of(id)).map(rows -> {
            Map<String, List<Change>> byField = new LinkedHashMap<>();
            rows.forEach(row -> byField.computeIfAbsent(row.getString("field"), unused -> new ArrayList<>())
                    .add(new Change(
                            plain(row.getValue("old_value")),
                            plain(row.getValue("new_value")),
                            row.getString("actor"),
                            row.getString("rule"),
                            Rows.instant(row, "changed_at"))));
            return byField;
        });
    }

    private static Object plain(Object json) {
        if (json instanceof JsonArray array) {
            return array.getList();
        }
        return json instanceof JsonObject object ? object.getMap() : json;
    }

    private static Uni<List<Link>> links(SqlConnection connection, UUID id) {
        return ServedRows.query(
                connection,
                LINKS,
                Tuple.of(id),
                row -> new Link(
                        new Source(
                                row.getString("provider"),
                                row.getString("account_id"),
                                row.getString("external_contact_id")),
                        row.getString("rung"),
                        ServedRows.map(row, "evidence"),
                        Rows.instant(row, "first_seen_at"),
                        row.getBoolean("deleted")));
    }

    private static Uni<List<Value>> labels(SqlConnection connection, UUID id) {
        return connection.preparedQuery(LABELS).execute(Tuple.of(id)).map(rows -> {
            Map<String, List<Source>> sources = new LinkedHashMap<>();
            Map<String, String> rules = new LinkedHashMap<>();
            rows.forEach(row -> {
                String name = row.getString("name");
                List<Source> holders = sources.computeIfAbsent(name, unused -> new ArrayList<>());
                if (row.getString("provider") != null) {
                    holders.add(new Source(
                            row.getString("provider"),
                            row.getString("account_id"),
                            row.getString("external_contact_id")));
                }
                String rule = row.getBoolean("placed") ? "source" : "local";
                rules.merge(
                        name,
                        row.getBoolean("there") ? rule : "removed_here",
                        (one, other) -> one.equals("source") ? one : other);
            });
            return sources.entrySet().stream()
                    .map(entry -> new Value(
                            "label",
                            rules.get(entry.getKey()).equals("removed_here") ? null : entry.getKey(),
                            null,
                            entry.getValue(),
                            entry.getKey(),
                            rules.get(entry.getKey()),
                            null,
                            List.of()))
                    .toList();
        });
    }
}
