package dev.kith.sync.review;

import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.SourceOverwrite;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Lets a contact's sources win over local edits, once, because a person asked for it. */
@ApplicationScoped
public class SourceOverwrites {

    private static final String ANSWER = """
            UPDATE contacts_review_items SET status = 'resolved', decision = 'take_source', decided_by = $2, decided_at = now()
            WHERE contact_id = $1 AND kind = 'field_conflict' AND status = 'open'
            """;

    private final Pool pool;
    private final Supplier<UUID> ids;
    private final Clock clock;

    public SourceOverwrites(Pool pool, Supplier<UUID> ids, Clock clock) {
        this.pool = pool;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What only a human wrote, and no source contradicts, stays. Questions about the contact's fields are answered by it.
     *
     * @param contactId of a contact that stands for itself
     */
    public Uni<Void> overwrite(UUID contactId, String actor) {
        return OptimisticTransaction.in(
                pool,
                connection -> LocalContactLoader.load(connection, List.of(contactId))
                        .chain(locals -> locals.containsKey(contactId)
                                ? overwrite(connection, locals.get(contactId), actor)
                                : Uni.createFrom().voidItem()));
    }

    /** What overwriting would change, as the sources spoke last; nothing is changed. */
    public Uni<List<ProvenanceChanges.Change>> preview(UUID contactId) {
        return pool.withConnection(connection -> LocalContactLoader.load(connection, List.of(contactId)))
                .map(locals -> locals.values().stream()
                        .flatMap(local ->
                                ProvenanceChanges.between(
                                        values(local), values(new SourceOverwrite(ids, clock.instant()).all(local)))
                                        .stream())
                        .toList());
    }

    private static ContactProvenance values(LocalContact contact) {
        ProvenanceView view = new ProvenanceView(contact, Map.of());
        return new ContactProvenance(contact.id(), List.of(), view.fields(), view.values());
    }

    private Uni<Void> overwrite(SqlConnection connection, LocalContact local, String actor) {
        LocalContact taken = new SourceOverwrite(ids, clock.instant()).all(local);
        ContactDecision decision = ContactDecision.byPerson(local, taken, actor, FieldRule.TAKEN);
        return Rows.execute(connection, ANSWER, Tuple.of(local.id(), actor))
                .chain(() -> ContactWrites.write(connection, List.of(decision), clock.instant()))
                .chain(() -> decision.visible()
                        ? tell(connection, decision, actor)
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Void> tell(SqlConnection connection, ContactDecision decision, String actor) {
        Map<String, Object> details = Map.of("fields", decision.changedFields(), "actor", actor);
        return DecisionLog.note(connection, "overwrite", decision.contactId(), details, actor)
                .chain(() -> DecisionLog.tell(
                        connection,
                        decision.contactId(),
                        "contact_sources_taken",
                        "Took what its sources say in place of local edits",
                        details));
    }
}
