package dev.kith.sync.crm;

import dev.kith.sync.backfill.write.Decisions;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.InteractionTerms;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** A contact's timeline: reads it, and adds what people note down. A merged contact's is that of whom it was merged into. */
@ApplicationScoped
public class Interactions {

    // Rows of other programs may have a summary for a content, and minutes only.
    private static final String COLUMNS = """
            i.id, i.contact_id, i.type, coalesce(i.content, i.summary) AS content,
            coalesce(i.duration_seconds, i.duration_minutes * 60) AS duration_seconds, i.occurred_at, i.source,
            i.created_at, i.direction, i.metadata
            """;

    private static final String OF_A_DAY = """
            FROM interactions i WHERE i.contact_id = $1
              AND ($2::timestamptz IS NULL OR i.occurred_at >= $2 AND i.occurred_at < $2 + interval '1 day')
            """;

    private static final String PAGE =
            "SELECT " + COLUMNS + OF_A_DAY + " ORDER BY i.occurred_at DESC, i.id DESC LIMIT $3 OFFSET $4";

    private static final String COUNT =
            "SELECT count(*) FROM (SELECT " + OF_A_DAY + " LIMIT " + (ContactPage.COUNTED + 1) + ") counted";

    private static final String ADD = """
            WITH i AS (
                INSERT INTO interactions (contact_id, type, content, occurred_at, source, direction, duration_seconds,
                                          duration_minutes)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING *
            ), contacted AS (
                UPDATE contacts c SET last_contacted_at = i.occurred_at FROM i
                WHERE c.id = i.contact_id AND i.type IN %s
                  AND (c.last_contacted_at IS NULL OR c.last_contacted_at < i.occurred_at)
            )
            SELECT id FROM i
            """.formatted(InteractionTerms.CONTACTING);

    private static final String FIND = "SELECT " + COLUMNS + " FROM interactions i WHERE i.id = $1";

    private static final String THERE = """
            SELECT 1 FROM interactions WHERE contact_id = $1 AND type = $2 AND content IS NOT DISTINCT FROM $3
                AND occurred_at = $4 AND external_id IS NULL
            """;

    private static final String LOCK = "SELECT id FROM contacts WHERE id = (" + Contacts.SURVIVOR + ") FOR UPDATE";

    private final Pool pool;

    Interactions(Pool pool) {
        this.pool = pool;
    }

    /**
     * The newest first; empty when there is no such contact.
     *
     * @param day in UTC; {@code null} for all
     * @param page from 1
     */
    public Uni<Optional<InteractionPage>> list(UUID contact, LocalDate day, int page, int limit) {
        return survivor(pool, Contacts.SURVIVOR, contact)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : page(found.get(), day, page, limit).map(Optional::of));
    }

    private Uni<InteractionPage> page(UUID contact, LocalDate day, int page, int limit) {
        var from = day == null ? null : day.atStartOfDay().atOffset(ZoneOffset.UTC);
        var rows = pool.preparedQuery(PAGE).execute(Tuple.of(contact, from, limit, (long) (page - 1) * limit));
        var counted = pool.preparedQuery(COUNT)
                .execute(Tuple.of(contact, from))
                .map(count -> count.iterator().next().getLong(0));
        return Uni.combine()
                .all()
                .unis(rows, counted)
                .with((found, count) -> new InteractionPage(
                        StreamSupport.stream(found.spliterator(), false)
                                .map(Interactions::view)
                                .toList(),
                        ContactPage.Meta.of(page, limit, count)));
    }

    /**
     * Notes something down; empty when there is no such contact. Fails with {@link InvalidContactException}.
     *
     * @param request under whose key it is noted down only once
     */
    public Uni<Optional<InteractionView>> add(UUID contact, NewInteraction interaction, Repeatable request) {
        NewInteraction.Checked checked = interaction.checked();
        return pool.withTransaction(connection -> survivor(connection, LOCK, contact)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : request.once(
                                        connection,
                                        () -> insert(connection, found.get(), checked)
                                                .call(() -> Decisions.note(
                                                        connection,
                                                        Decisions.INTERACTION,
                                                        found.get(),
                                                        interaction,
                                                        request.caller())))
                                .chain(made -> find(connection, made.id()))
                                .map(Optional::of)));
    }

    /** Adds what was noted down before, to a CRM that is made anew. */
    static Uni<Void> again(SqlConnection connection, UUID contact, NewInteraction interaction) {
        NewInteraction.Checked checked = interaction.checked();
        Tuple same = Tuple.of(contact, checked.type().name(), checked.content())
                .addOffsetDateTime(checked.occurredAt().atOffset(ZoneOffset.UTC));
        return survivor(connection, LOCK, contact)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : connection
                                .preparedQuery(THERE)
                                .execute(same)
                                .chain(rows -> rows.iterator().hasNext()
                                        ? Uni.createFrom().voidItem()
                                        : insert(connection, found.get(), checked)
                                                .replaceWithVoid()));
    }

    private static Uni<InteractionView> find(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(FIND)
                .execute(Tuple.of(id))
                .map(rows -> view(rows.iterator().next()));
    }

    private static Uni<UUID> insert(SqlConnection connection, UUID contact, NewInteraction.Checked interaction) {
        Tuple arguments = Tuple.of(contact, interaction.type().name(), interaction.content())
                .addOffsetDateTime(interaction.occurredAt().atOffset(ZoneOffset.UTC))
                .addString(interaction.source())
                .addString(InteractionTerms.direction(interaction.type()))
                .addInteger(interaction.durationSeconds())
                .addInteger(InteractionTerms.minutes(interaction.durationSeconds()));
        return connection
                .preparedQuery(ADD)
                .execute(arguments)
                .map(rows -> rows.iterator().next().getUUID("id"));
    }

    private static Uni<Optional<UUID>> survivor(SqlClient client, String sql, UUID contact) {
        return client.preparedQuery(sql)
                .execute(Tuple.of(contact))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .findFirst());
    }

    private static InteractionView view(Row row) {
        var details = row.getValue("metadata") instanceof JsonObject metadata ? metadata.getMap() : null;
        return new InteractionView(
                row.getUUID("id"),
                row.getUUID("contact_id"),
                row.getString("type"),
                row.getString("content"),
                row.getInteger("duration_seconds"),
                Rows.instant(row, "occurred_at"),
                row.getString("source"),
                Rows.instant(row, "created_at"),
                row.getString("direction"),
                details);
    }
}
