package dev.kith.sync.review;

import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.review.ReviewRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives a field back the value that it had before a person took the source's. */
@ApplicationScoped
class TakenValues {

    // What an answer did carries the answer's own time.
    private static final String TAKEN = """
            SELECT h.old_value #>> '{}' AS before, h.new_value #>> '{}' AS taken
            FROM contacts_field_history h JOIN contacts_review_items r
                ON r.contact_id = h.contact_id AND r.evidence ->> 'field' = h.field AND r.decided_at = h.changed_at
            WHERE r.id = $1 AND r.decision = 'take_source' AND h.rule = 'taken'
            """;

    private final Clock clock;

    TakenValues(Clock clock) {
        this.clock = clock;
    }

    /**
     * The value counts as a person's again: the source goes on owning the field, and its next move is a conflict. Fails
     * with {@link ReviewRefusedException} when the field has been changed since. Nothing happens where none was taken.
     */
    Uni<Void> giveBack(SqlConnection connection, ReviewItem item, String actor) {
        return connection
                .preparedQuery(TAKEN)
                .execute(Tuple.of(item.id()))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().voidItem()
                        : giveBack(connection, item, rows.iterator().next(), actor));
    }

    private Uni<Void> giveBack(SqlConnection connection, ReviewItem item, Row taken, String actor) {
        ScalarField field = item.field();
        return LocalContactLoader.load(connection, List.of(item.contactId())).chain(locals -> {
            LocalContact local = locals.get(item.contactId());
            if (local == null || !Objects.equals(local.scalars().get(field), taken.getString("taken"))) {
                throw new ReviewRefusedException(
                        Reason.ANSWERED, "The field has been changed since. Edit it: its history holds what it was.");
            }
            return ContactWrites.write(
                    connection,
                    List.of(ContactDecision.byPerson(
                            local, with(local, field, taken.getString("before")), actor, FieldRule.EDITED)),
                    clock.instant());
        });
    }

    private static LocalContact with(LocalContact local, ScalarField field, String value) {
        Map<ScalarField, String> scalars = new EnumMap<>(ScalarField.class);
        scalars.putAll(local.scalars());
        if (value == null) {
            scalars.remove(field);
        } else {
            scalars.put(field, value);
        }
        return local.with(scalars, local.infos(), local.addresses(), local.dates(), local.provenance());
    }
}
