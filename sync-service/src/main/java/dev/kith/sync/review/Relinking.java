package dev.kith.sync.review;

import dev.kith.sync.backfill.ContactDecider;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.write.Labels;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.database.Rows;
import dev.kith.sync.review.ReviewRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Has a source's contact lead to another contact here. */
@ApplicationScoped
class Relinking {

    private static final String SAID = """
            SELECT l.mapped::text AS mapped, coalesce(c.merged_into, c.id) AS contact
            FROM contacts_source_links l LEFT JOIN contacts c ON c.id = l.local_contact_id
            WHERE l.provider = $1 AND l.account_id = $2 AND l.external_contact_id = $3 FOR UPDATE OF l
            """;
    private static final String STANDING = "SELECT coalesce(merged_into, id) AS contact FROM contacts WHERE id = $1";
    private static final String LEAD_TO = """
            UPDATE contacts_source_links SET local_contact_id = $4, content_hash = NULL, rung = $5
            WHERE provider = $1 AND account_id = $2 AND external_contact_id = $3
            """;
    // As the source leaves a contact, the labels go that no other source gives and that nobody had put on.
    private static final String TAKE_LABELS_BACK = """
            WITH leaving AS (
                DELETE FROM contacts_label_sources
                WHERE provider = $1 AND account_id = $2 AND external_contact_id = $3 AND contact_id = $4
                RETURNING label_id, placed
            )
            DELETE FROM contact_labels c USING leaving n
            WHERE n.placed AND c.contact_id = $4 AND c.label_id = n.label_id
              AND NOT EXISTS (SELECT 1 FROM contacts_label_sources s
                              WHERE s.contact_id = $4 AND s.label_id = n.label_id
                                AND (s.provider, s.account_id, s.external_contact_id) <> ($1, $2, $3))
            """;

    private final Supplier<UUID> ids;
    private final Clock clock;

    Relinking(Supplier<UUID> ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What a link's source last said.
     *
     * @param contact to which the link leads; {@code null} when that was deleted
     */
    private record Said(MappedContact mapped, UUID contact) {}

    /** Makes a contact from what the source last said; the one it was linked to, if it is there, loses what came from it. */
    Uni<UUID> makeAnew(SqlConnection connection, LinkKey link, String actor) {
        UUID contact = ids.get();
        return said(connection, link)
                .call(said -> takeBack(connection, link, said))
                .call(said -> speak(connection, LocalContact.unborn(contact), link, said.mapped(), true))
                .chain(() -> lead(connection, link, contact, "new"))
                .chain(() -> DecisionLog.tell(
                        connection, contact, "contact_synced", "Made anew on request", details(link, actor)))
                .replaceWith(contact);
    }

    private Uni<Void> takeBack(SqlConnection connection, LinkKey link, Said said) {
        return said.contact() == null
                ? Uni.createFrom().voidItem()
                : standing(connection, said.contact())
                        .map(local -> new ContactDecider(ids, clock.instant())
                                .decide(local, link, said.mapped(), MappedContact.EMPTY, false))
                        .chain(decision -> ContactWrites.write(connection, List.of(decision), clock.instant()))
                        .chain(() -> Rows.execute(
                                connection, TAKE_LABELS_BACK, key(link).addUUID(said.contact())))
                        .replaceWithVoid();
    }

    /**
     * Lets the source speak about a contact that is there, and no longer about the one it was linked to, which loses what
     * came from it; nothing changes where it leads there already.
     */
    Uni<Void> linkTo(SqlConnection connection, LinkKey link, UUID named, String actor) {
        return Uni.combine()
                .all()
                .unis(said(connection, link), standing(connection, named))
                .asTuple()
                .chain(both -> both.getItem2().id().equals(both.getItem1().contact())
                        ? Uni.createFrom().voidItem()
                        : linkTo(connection, link, both.getItem1(), both.getItem2(), actor));
    }

    private Uni<Void> linkTo(SqlConnection connection, LinkKey link, Said said, LocalContact contact, String actor) {
        return takeBack(connection, link, said)
                .chain(() -> speak(connection, contact, link, said.mapped(), false))
                .chain(() -> lead(connection, link, contact.id(), "decision"))
                .chain(() -> DecisionLog.tell(
                        connection, contact.id(), "contact_synced", "Linked on request", details(link, actor)));
    }

    /** The contact, or the one it was merged into. */
    private static Uni<LocalContact> standing(SqlConnection connection, UUID named) {
        return connection
                .preparedQuery(STANDING)
                .execute(Tuple.of(named))
                .map(rows -> rows.size() == 0 ? named : rows.iterator().next().getUUID("contact"))
                .chain(id -> LocalContactLoader.load(connection, List.of(id)).map(locals -> {
                    if (locals.isEmpty()) {
                        throw new ReviewRefusedException(Reason.NOT_AN_ANSWER, "There is no contact " + named + ".");
                    }
                    return locals.get(id);
                }));
    }

    private static Map<String, Object> details(LinkKey link, String actor) {
        return Map.of(
                "provider", link.provider(),
                "accountId", link.accountId(),
                "externalId", link.externalId(),
                "actor", actor);
    }

    private static Uni<Said> said(SqlConnection connection, LinkKey link) {
        return connection.preparedQuery(SAID).execute(key(link)).map(rows -> {
            Row row = rows.size() == 0 ? null : rows.iterator().next();
            if (row == null || row.getString("mapped") == null) {
                throw new ReviewRefusedException(Reason.ANSWERED, "The source's entry is no longer known.");
            }
            return new Said(Rows.read(row.getString("mapped"), MappedContact.class), row.getUUID("contact"));
        });
    }

    private Uni<Void> speak(
            SqlConnection connection, LocalContact local, LinkKey link, MappedContact mapped, boolean created) {
        var decision = new ContactDecider(ids, clock.instant()).decide(local, link, null, mapped, created);
        return ContactWrites.write(connection, List.of(decision), clock.instant());
    }

    private static Uni<Void> lead(SqlConnection connection, LinkKey link, UUID contact, String rung) {
        return Rows.execute(connection, LEAD_TO, key(link).addUUID(contact).addString(rung))
                .chain(() -> Labels.putOn(connection, link));
    }

    private static Tuple key(LinkKey link) {
        return Tuple.of(link.provider(), link.accountId(), link.externalId());
    }
}
