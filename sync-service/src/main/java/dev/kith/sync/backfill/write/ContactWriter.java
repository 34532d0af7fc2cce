package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** Writes rows of {@code contacts} and their provenance. */
final class ContactWriter {

    // Columns stand in the order of ScalarField, here and below.
    private static final String INSERT = """
            INSERT INTO contacts (id, name, first_name, middle_name, last_name, nickname, company, department, job_title,
                                  avatar_url, notes, details, metadata)
            SELECT id, name, first_name, middle_name, last_name, nickname, company, department, job_title, avatar_url,
                   notes, coalesce(details::jsonb, '{}'), metadata::jsonb
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                        $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])
                 AS u (id, name, first_name, middle_name, last_name, nickname, company, department, job_title,
                       avatar_url, notes, details, metadata)
            """;

    // xmin is the version of the loaded row: a row that somebody else changed meanwhile is not hit.
    private static final String UPDATE = """
            UPDATE contacts c
            SET name = u.name, first_name = u.first_name, middle_name = u.middle_name, last_name = u.last_name,
                nickname = u.nickname, company = u.company, department = u.department, job_title = u.job_title,
                avatar_url = u.avatar_url, notes = u.notes,
                details = (coalesce(c.details, '{}') - ARRAY['namePrefix', 'nameSuffix', 'relations', 'customFields'])
                          || coalesce(u.details::jsonb, '{}'),
                metadata = kith_with_sources(c.metadata, u.metadata::jsonb),
                updated_at = now()
            FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                        $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
                 AS u (id, name, first_name, middle_name, last_name, nickname, company, department, job_title,
                       avatar_url, notes, details, metadata, version)
            WHERE c.id = u.id AND c.xmin::text = u.version
            """;

    private static final String PROVENANCE = """
            INSERT INTO contacts_provenance (contact_id, document)
            SELECT id, document::jsonb FROM unnest($1::uuid[], $2::text[]) AS u (id, document)
            ON CONFLICT (contact_id) DO UPDATE SET document = excluded.document
            """;

    private ContactWriter() {}

    static Uni<Void> insert(SqlConnection connection, WriteContext context, List<ContactDecision> created) {
        Tuple arguments = contactColumns(created)
                .text(decision -> SourceCopy.metadata(decision, context.now()))
                .tuple();
        return Rows.executeAll(connection, INSERT, arguments, created.size());
    }

    static Uni<Void> update(SqlConnection connection, WriteContext context, List<ContactDecision> updated) {
        Tuple arguments = contactColumns(updated)
                .text(decision -> SourceCopy.sources(decision, context.now()))
                .text(ContactDecision::version)
                .tuple();
        return Rows.executeAll(connection, UPDATE, arguments, updated.size());
    }

    static Uni<Void> provenance(SqlConnection connection, List<ContactDecision> changed) {
        Tuple arguments = new Columns<>(changed)
                .uuid(ContactDecision::contactId)
                .text(decision -> Rows.json(decision.provenance()))
                .tuple();
        return Rows.execute(connection, PROVENANCE, arguments).replaceWithVoid();
    }

    private static Columns<ContactDecision> contactColumns(List<ContactDecision> decisions) {
        Columns<ContactDecision> columns = new Columns<>(decisions).uuid(ContactDecision::contactId);
        for (ScalarField field : ScalarField.values()) {
            columns.text(decision -> decision.after().get(field));
        }
        return columns;
    }
}
