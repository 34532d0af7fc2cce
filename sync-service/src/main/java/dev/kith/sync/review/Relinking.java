package dev.kith.sync.review;

import dev.kith.sync.backfill.ContactDecider;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.backfill.write.Rows;
import dev.kith.sync.review.ReviewRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Gives a source's contact, whose contact here was deleted, another one. */
@ApplicationScoped
class Relinking {

    private static final String SAID = """
            SELECT mapped::text AS mapped FROM contacts_source_links
            WHERE provider = $1 AND account_id = $2 AND external_contact_id = $3 FOR UPDATE
            """;
    private static final String LEAD_TO = """
            UPDATE contacts_source_links SET local_contact_id = $4, content_hash = NULL, rung = $5
            WHERE provider = $1 AND account_id = $2 AND external_contact_id = $3
            """;

    private final Supplier<UUID> ids;
    private final Clock clock;

    Relinking(Supplier<UUID> ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** Makes the contact again from what its source last said. */
    Uni<Void> makeAnew(SqlConnection connection, LinkKey link, String actor) {
        UUID contact = ids.get();
        return said(connection, link)
                .chain(mapped -> speak(connection, LocalContact.unborn(contact), link, mapped, true))
                .chain(() -> lead(connection, link, contact, "new"))
                .chain(() -> DecisionLog.tell(
                        connection, contact, "contact_synced", "Made again on request", details(link, actor)));
    }

    /** Lets the source speak about a contact that is there. */
    Uni<Void> linkTo(SqlConnection connection, LinkKey link, UUID contact, String actor) {
        return said(connection, link)
                .chain(mapped -> LocalContactLoader.load(connection, List.of(contact))
                        .chain(locals -> {
                            if (locals.isEmpty()) {
                                throw new ReviewRefusedException(
                                        Reason.NOT_AN_ANSWER, "There is no contact " + contact + ".");
                            }
                            return speak(connection, locals.get(contact), link, mapped, false);
                        }))
                .chain(() -> lead(connection, link, contact, "decision"))
                .chain(() -> DecisionLog.tell(
                        connection, contact, "contact_synced", "Linked on request", details(link, actor)));
    }

    private static Map<String, Object> details(LinkKey link, String actor) {
        return Map.of(
                "provider", link.provider(),
                "accountId", link.accountId(),
                "externalId", link.externalId(),
                "actor", actor);
    }

    private static Uni<MappedContact> said(SqlConnection connection, LinkKey link) {
        return connection.preparedQuery(SAID).execute(key(link)).map(rows -> {
            var found = rows.iterator();
            String mapped = found.hasNext() ? found.next().getString("mapped") : null;
            if (mapped == null) {
                throw new ReviewRefusedException(Reason.ANSWERED, "The source's entry is no longer known.");
            }
            return Rows.read(mapped, MappedContact.class);
        });
    }

    private Uni<Void> speak(
            SqlConnection connection, LocalContact local, LinkKey link, MappedContact mapped, boolean created) {
        var decision = new ContactDecider(ids, clock.instant()).decide(local, link, null, mapped, created);
        return ContactWrites.write(connection, List.of(decision), clock.instant());
    }

    private static Uni<Void> lead(SqlConnection connection, LinkKey link, UUID contact, String rung) {
        return Rows.execute(connection, LEAD_TO, key(link).addUUID(contact).addString(rung))
                .replaceWithVoid();
    }

    private static Tuple key(LinkKey link) {
        return Tuple.of(link.provider(), link.accountId(), link.externalId());
    }
}
