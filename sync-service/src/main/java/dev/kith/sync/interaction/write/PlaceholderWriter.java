package dev.kith.sync.interaction.write;

import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.Placeholder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Makes contacts of numbers and addresses that nobody has, each with a question to a person. */
public final class PlaceholderWriter {

    private static final String CREATE = """
            WITH made AS (
                SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                                     $7::text[], $8::text[], $9::text[], $10::uuid[])
                    AS u (id, handle, kind, value, label, name, provider, account_id, external_id, run_id)
            ), contact AS (
                INSERT INTO contacts (id, name, first_name, last_name, notes)
                SELECT id, name, $11, label, $12 FROM made
            ), info AS (
                INSERT INTO contact_info (contact_id, type, value, is_primary) SELECT id, kind, value, true FROM made
            ), placeholder AS (
                INSERT INTO contacts_placeholders (contact_id, handle, kind, value, label)
                SELECT id, handle, kind, value, label FROM made
            ), question AS (
                INSERT INTO contacts_review_items (kind, subject, contact_id, provider, account_id, evidence)
                SELECT 'placeholder', id::text, id, provider, account_id, jsonb_build_object('kind', kind, 'value', value)
                FROM made
            ), activity AS (
                INSERT INTO activity_feed (contact_id, type, description, details)
                SELECT id, 'contact_synced', 'Contact synced from ' || provider || '/' || account_id || ' (placeholder)',
                       jsonb_build_object('provider', provider, 'accountId', account_id, 'externalId', external_id,
                                          'runId', run_id, 'reason', 'placeholder')
                FROM made
            )
            UPDATE contacts_sync_runs r SET unknown = unknown + m.made
            FROM (SELECT run_id, count(*) AS made FROM made GROUP BY run_id) m WHERE r.run_id = m.run_id
            """;

    private PlaceholderWriter() {}

    public static Uni<Void> create(SqlConnection connection, List<Placeholder> placeholders) {
        if (placeholders.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple arguments = new Columns<>(placeholders)
                .uuid(Placeholder::contactId)
                .text(one -> one.handle().text())
                .text(one -> one.handle().kind())
                .text(one -> one.handle().value())
                .text(Placeholder::label)
                .text(Placeholder::name)
                .text(one -> one.origin().provider())
                .text(one -> one.origin().accountId())
                .text(one -> one.origin().example())
                .uuid(one -> one.origin().runId())
                .tuple()
                .addString(Placeholder.FIRST_NAME)
                .addString(Placeholder.NOTES);
        return Rows.execute(connection, CREATE, arguments).replaceWithVoid();
    }
}
