package dev.kith.sync.crm;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/** Keeps who changed what, from what and to what, when a person edits a contact. */
final class EditHistory {

    private static final String KEEP = """
            INSERT INTO contacts_field_history (contact_id, field, old_value, new_value, actor, rule)
            SELECT $1, field, old_value::jsonb, new_value::jsonb, $2, 'edited'
            FROM unnest($3::text[], $4::text[], $5::text[]) AS u (field, old_value, new_value)
            """;

    private final List<String> fields = new ArrayList<>();
    private final List<String> before = new ArrayList<>();
    private final List<String> after = new ArrayList<>();

    private EditHistory() {}

    static Uni<Void> keep(SqlConnection connection, ContactView view, ContactDraft draft, String actor) {
        EditHistory history = new EditHistory();
        draft.fields().forEach((field, value) -> history.add(field.column(), field.of(view.values()), value));
        history.list("emails", view.values().emails(), draft.emails());
        history.list("phones", view.values().phones(), draft.phones());
        history.sent("addresses", view, draft, ContactBody::addresses);
        history.sent("dates", view, draft, ContactBody::dates);
        history.sent("urls", view, draft, ContactBody::urls);
        history.sent("labels", view, draft, ContactBody::labels);
        return history.write(connection, view.id(), actor);
    }

    private <T> void sent(String name, ContactView view, ContactDraft draft, Function<ContactBody, List<T>> list) {
        list(name, list.apply(view.values()), draft.replaced(name, list));
    }

    /** @param replaced {@code null} where the list was left as it is */
    private void list(String name, List<?> old, List<?> replaced) {
        if (replaced != null) {
            add(name, old, replaced);
        }
    }

    private void add(String field, Object old, Object value) {
        if (!Objects.equals(old, value)) {
            fields.add(field);
            before.add(old == null ? null : Rows.json(old));
            after.add(value == null ? null : Rows.json(value));
        }
    }

    private Uni<Void> write(SqlConnection connection, UUID contact, String actor) {
        return fields.isEmpty()
                ? Uni.createFrom().voidItem()
                : Rows.execute(
                                connection,
                                KEEP,
                                Tuple.of(contact, actor)
                                        .addArrayOfString(fields.toArray(String[]::new))
                                        .addArrayOfString(before.toArray(String[]::new))
                                        .addArrayOfString(after.toArray(String[]::new)))
                        .replaceWithVoid();
    }
}
