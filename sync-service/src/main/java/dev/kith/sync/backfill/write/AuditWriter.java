package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.ActivityEvent;
import dev.kith.sync.backfill.FieldChange;
import dev.kith.sync.backfill.ReviewQuestion;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.PlannerSettings;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes what people read about a sync: activity, questions for review, field history. */
final class AuditWriter {

    private static final String ACTIVITY = """
            INSERT INTO activity_feed (contact_id, type, description, details)
            SELECT contact_id, type, description, details::jsonb
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS u (contact_id, type, description, details)
            """;

    // Who a person is, is asked once: the answer is remembered.
    private static final String REVIEW = """
            INSERT INTO contacts_review_items
                (kind, subject, contact_id, provider, account_id, external_contact_id, evidence)
            SELECT kind, subject, contact_id, provider, account_id, external_id, evidence::jsonb
            FROM unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[])
                 AS u (kind, subject, contact_id, provider, account_id, external_id, evidence)
            WHERE u.kind = 'field_conflict' OR u.kind = 'archival_candidate'
               OR NOT EXISTS (SELECT 1 FROM contacts_review_items asked
                              WHERE asked.kind = u.kind AND asked.subject = u.subject AND asked.status = 'resolved')
            ON CONFLICT (kind, subject) WHERE status = 'open' DO UPDATE SET evidence = excluded.evidence
            """;

    private static final String REVIVED = """
            UPDATE contacts_review_items SET status = 'closed', decision = 'back_at_source', decided_at = now()
            WHERE status = 'open' AND kind = 'archival_candidate' AND contact_id = ANY ($1)
            """;

    private static final String ANSWERED = """
            UPDATE contacts_review_items
            SET status = 'closed', decision = 'settled_at_source', decided_by = 'sync', decided_at = now()
            WHERE status = 'open' AND kind = 'field_conflict' AND subject = ANY ($1)
            """;

    private static final String HISTORY = """
            INSERT INTO contacts_field_history (contact_id, field, old_value, new_value, actor, rule, run_id)
            SELECT contact_id, field, to_jsonb(old_value), to_jsonb(new_value), actor, rule, $1
            FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
                 AS u (contact_id, field, old_value, new_value, actor, rule)
            """;

    private AuditWriter() {}

    /** To be issued where {@linkplain PlannerSettings#keepingPlans plans are kept}. */
    static Uni<Void> activity(SqlConnection connection, UUID runId, List<ActivityEvent> entries) {
        Tuple arguments = new Columns<>(entries)
                .uuid(ActivityEvent::contactId)
                .text(entry -> entry.type().code())
                .text(ActivityEvent::description)
                .text(entry -> Rows.json(details(runId, entry)))
                .tuple();
        return Rows.execute(connection, ACTIVITY, arguments).replaceWithVoid();
    }

    private static Map<String, Object> details(UUID runId, ActivityEvent entry) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("provider", entry.link().provider());
        details.put("accountId", entry.link().accountId());
        details.put("externalId", entry.link().externalId());
        details.put("runId", runId);
        if (!entry.fields().isEmpty()) {
            details.put("fields", entry.fields());
        }
        if (entry.reason() != null) {
            details.put("reason", entry.reason());
        }
        return details;
    }

    static Uni<Void> review(SqlConnection connection, List<ReviewQuestion> items) {
        // Both contacts of a pair may ask the same question in one slice.
        Map<String, ReviewQuestion> questions = new LinkedHashMap<>();
        items.forEach(item -> questions.put(item.kind().code() + item.subject(), item));
        Tuple arguments = new Columns<>(List.copyOf(questions.values()))
                .text(item -> item.kind().code())
                .text(ReviewQuestion::subject)
                .uuid(ReviewQuestion::contactId)
                .text(item -> item.link().provider())
                .text(item -> item.link().accountId())
                .text(item -> item.link().externalId())
                .text(item -> item.evidence().toString())
                .tuple();
        return Rows.execute(connection, REVIEW, arguments).replaceWithVoid();
    }

    /** Closes questions about fields on which the source and the CRM no longer differ. */
    static Uni<Void> answered(SqlConnection connection, List<String> subjects) {
        return Rows.execute(connection, ANSWERED, Tuple.tuple().addArrayOfString(subjects.toArray(String[]::new)))
                .replaceWithVoid();
    }

    static Uni<Void> revived(SqlConnection connection, Set<UUID> contacts) {
        return Rows.execute(connection, REVIVED, Tuple.tuple().addArrayOfUUID(contacts.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    static Uni<Void> history(SqlConnection connection, UUID runId, List<FieldChange> changes) {
        Tuple arguments = new Columns<>(changes, Tuple.tuple().addUUID(runId))
                .uuid(FieldChange::contactId)
                .text(FieldChange::field)
                .text(FieldChange::oldValue)
                .text(FieldChange::newValue)
                .text(FieldChange::actor)
                .text(change -> change.rule().name().toLowerCase(Locale.ROOT))
                .tuple();
        return Rows.execute(connection, HISTORY, arguments).replaceWithVoid();
    }
}
