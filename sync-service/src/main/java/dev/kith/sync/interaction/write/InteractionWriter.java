package dev.kith.sync.interaction.write;

import dev.kith.sync.database.Columns;
import dev.kith.sync.database.PlannerSettings;
import dev.kith.sync.interaction.InteractionRow;
import dev.kith.sync.interaction.InteractionTerms;
import dev.kith.sync.interaction.InteractionWrites.Attached;
import dev.kith.sync.interaction.InteractionWrites.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Writes interactions of a slice: those with a contact, and those that wait for one. An interaction is there once. */
public final class InteractionWriter {

    private static final String ROW_ARRAYS = """
            unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::int[], $8::int[], $9::text[],
                   $10::text[], %s)
                AS u (source, external_id, type, occurred_at, direction, duration_seconds, duration_minutes, content,
                      metadata, %s)
            """;

    /** Moves {@code last_contacted_at} of those whom rows of a CTE {@code added} got in touch with. */
    static final String CONTACTED = """
            contacted AS (
                UPDATE contacts c SET last_contacted_at = a.latest
                FROM (SELECT contact_id, max(occurred_at) AS latest FROM added WHERE type IN %s GROUP BY contact_id) a
                WHERE c.id = a.contact_id AND (c.last_contacted_at IS NULL OR c.last_contacted_at < a.latest))
            """.formatted(InteractionTerms.CONTACTING);

    private static final String ATTACH = """
            WITH added AS (
                INSERT INTO interactions (contact_id, source, external_id, type, occurred_at, direction,
                                          duration_seconds, duration_minutes, content, metadata)
                SELECT u.contact_id, u.source, u.external_id, u.type, u.occurred_at, u.direction, u.duration_seconds,
                       u.duration_minutes, u.content, u.metadata::jsonb || jsonb_build_object('runId', $1::uuid)
                FROM %s
                ON CONFLICT (source, external_id) WHERE external_id IS NOT NULL DO NOTHING
                RETURNING contact_id, type, occurred_at
            ), %s
            SELECT count(*) AS added FROM added
            """.formatted(ROW_ARRAYS.formatted("$11::uuid[]", "contact_id"), CONTACTED);

    // One that waited without becoming a contact does become one when a later run wants that.
    private static final String WAIT =
            """
            WITH kept AS (
                INSERT INTO contacts_waiting_interactions AS w (source, external_id, type, occurred_at, direction,
                    duration_seconds, duration_minutes, content, metadata, handle, make_contact, run_id)
                SELECT u.source, u.external_id, u.type, u.occurred_at, u.direction, u.duration_seconds,
                       u.duration_minutes, u.content, u.metadata::jsonb || jsonb_build_object('runId', $1::uuid),
                       u.handle, u.make_contact, $1
                FROM %s
                WHERE NOT EXISTS (SELECT 1 FROM interactions i
                                  WHERE i.source = u.source AND i.external_id = u.external_id)
                ON CONFLICT (source, external_id) DO UPDATE
                SET make_contact = true, run_id = excluded.run_id, received_at = now()
                WHERE excluded.make_contact
                RETURNING w.make_contact
            )
            SELECT count(*) AS kept, count(*) FILTER (WHERE make_contact) AS ripening FROM kept
            """.formatted(ROW_ARRAYS.formatted("$11::text[], $12::bool[]", "handle, make_contact"));

    /**
     * What became of interactions that wait.
     *
     * @param kept how many were not known yet, or wait for more than before
     * @param ripening how many of those become a placeholder in their time
     */
    public record Kept(int kept, int ripening) {}

    private InteractionWriter() {}

    /** @return how many were not known yet */
    public static Uni<Integer> attach(SqlConnection connection, UUID runId, List<Attached> attached) {
        if (attached.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Tuple arguments = rows(new Columns<>(attached, Tuple.of(runId)), Attached::row)
                .uuid(Attached::contactId)
                .tuple();
        return PlannerSettings.keepingPlans(connection, first(connection, ATTACH, arguments))
                .map(row -> row.getLong("added").intValue());
    }

    /** Keeps interactions until their handle leads to a contact. */
    public static Uni<Kept> await(SqlConnection connection, UUID runId, List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return Uni.createFrom().item(new Kept(0, 0));
        }
        Tuple arguments = rows(new Columns<>(waiting, Tuple.of(runId)), Waiting::row)
                .text(one -> one.handle().text())
                .flag(Waiting::makeContact)
                .tuple();
        return first(connection, WAIT, arguments)
                .map(row -> new Kept(
                        row.getLong("kept").intValue(), row.getLong("ripening").intValue()));
    }

    private static <T> Columns<T> rows(Columns<T> columns, Function<T, InteractionRow> row) {
        return columns.text(item -> row.apply(item).source())
                .text(item -> row.apply(item).externalId())
                .text(item -> row.apply(item).type())
                .time(item -> row.apply(item).occurredAt())
                .text(item -> row.apply(item).direction())
                .integer(item -> row.apply(item).durationSeconds())
                .integer(item -> row.apply(item).durationMinutes())
                .text(item -> row.apply(item).content())
                .text(item -> row.apply(item).metadata());
    }

    private static Uni<Row> first(SqlConnection connection, String sql, Tuple arguments) {
        return connection
                .preparedQuery(sql)
                .execute(arguments)
                .map(found -> found.iterator().next());
    }
}
