package dev.kith.sync.review;

import dev.kith.sync.backfill.write.Decisions;
import dev.kith.sync.crm.ContactEditor;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.Rows;
import dev.kith.sync.interaction.HandleChoice;
import dev.kith.sync.review.ReviewRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Takes answers back: what one did is undone, and its question is open again. A merge is undone as a merge. */
@ApplicationScoped
public class Reopening {

    // What an answer did carries the answer's own time: what was done before or since, by whomever, stays.
    private static final String TOGETHER = """
            DELETE FROM contacts_separations s USING contacts_review_items r
            WHERE r.id = $1 AND r.decision = 'separate' AND s.decided_at = r.decided_at
              AND coalesce(r.contact_id, $2) IN (s.one, s.other)
            """;
    private static final String MADE_ANEW = """
            SELECT c.id FROM contacts_review_items r
            JOIN contacts_source_links l ON l.provider = r.provider AND l.account_id = r.account_id
                AND l.external_contact_id = r.external_contact_id AND l.rung = 'new'
            JOIN contacts c ON c.id = l.local_contact_id AND c.created_at = r.decided_at
            WHERE r.id = $1 AND r.decision = 'separate' AND r.contact_id IS NULL
            """;
    private static final String LIST_AGAIN = """
            UPDATE contacts c SET listed = true, archived_at = NULL, updated_at = now() FROM contacts_review_items r
            WHERE r.id = $1 AND r.decision = 'archive' AND c.id = r.contact_id AND c.archived_at = r.decided_at
            """;
    private static final String REOPEN = """
            UPDATE contacts_review_items r SET status = 'open', decision = NULL, decided_by = NULL, decided_at = NULL
            WHERE r.id = $1 AND r.status = 'resolved'
              AND NOT EXISTS (SELECT 1 FROM contacts_review_items o
                              WHERE o.status = 'open' AND o.kind = r.kind AND o.subject = r.subject)
            """;

    private final Pool pool;
    private final ReviewQueries queries;
    private final TakenValues takenValues;

    Reopening(Pool pool, ReviewQueries queries, TakenValues takenValues) {
        this.pool = pool;
        this.queries = queries;
        this.takenValues = takenValues;
    }

    /** Whether the answer to a question can be taken back here. */
    public static boolean possible(ReviewItem item) {
        return item.status().equals("resolved")
                && ReviewDecision.of(item.decision())
                        .filter(decision -> decision != ReviewDecision.MERGE || item.handle() != null)
                        .isPresent();
    }

    /** Fails with {@link ReviewRefusedException} when there is no such answer, or it cannot be taken back here. */
    public Uni<ReviewItem> reopen(UUID id, String actor) {
        return OptimisticTransaction.in(
                        pool,
                        connection -> queries.get(connection, id)
                                .invoke(Reopening::require)
                                .call(item -> item.handle() == null
                                        ? Uni.createFrom().voidItem()
                                        : HandleChoice.takeBack(connection, id, item.handle()))
                                .call(item -> takenValues.giveBack(connection, item, actor))
                                .call(item ->
                                        madeAnew(connection, id).chain(made -> dissolve(connection, item, made, actor)))
                                .call(item -> Rows.execute(connection, LIST_AGAIN, Tuple.of(id)))
                                .call(item -> open(connection, id))
                                .call(item -> keep(connection, item, actor)))
                .chain(() -> queries.get(pool, id));
    }

    private static void require(ReviewItem item) {
        if (!possible(item)) {
            throw new ReviewRefusedException(Reason.ANSWERED, hint(item));
        }
    }

    private static String hint(ReviewItem item) {
        if (!item.status().equals("resolved")) {
            return "Nobody has answered this question.";
        }
        if (!ReviewDecision.MERGE.wire().equals(item.decision())) {
            return "What it asked about has come right by itself: there is no answer to take back.";
        }
        return item.contactId() == null
                ? "The source's entry leads to the contact that was named: what it brought there can be edited."
                : "Undo the merge itself: POST /api/merges/{mergeId}/undo.";
    }

    /** The contact that an answer had made of a source's entry; {@code null} where it made none. */
    private static Uni<UUID> madeAnew(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery(MADE_ANEW)
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : rows.iterator().next().getUUID("id"));
    }

    private static Uni<Void> dissolve(SqlConnection connection, ReviewItem item, UUID made, String actor) {
        Uni<?> parted = Rows.execute(connection, TOGETHER, Tuple.of(item.id(), made));
        return made == null
                ? parted.replaceWithVoid()
                : parted.chain(() -> ContactEditor.archive(connection, made))
                        .chain(() -> Decisions.note(
                                connection, Decisions.ARCHIVE, made, Map.of("reviewId", item.id()), actor));
    }

    private static Uni<Void> open(SqlConnection connection, UUID id) {
        return Rows.execute(connection, REOPEN, Tuple.of(id))
                .invoke(hit -> {
                    if (hit == 0) {
                        throw new ReviewRefusedException(Reason.ANSWERED, "The same question is open again already.");
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> keep(SqlConnection connection, ReviewItem item, String actor) {
        Map<String, Object> subject =
                Map.of("reviewId", item.id(), "kind", item.kind(), "decision", item.decision(), "actor", actor);
        return DecisionLog.note(connection, "undo_review", item.contactId(), subject, actor)
                .chain(() -> DecisionLog.tell(
                        connection,
                        item.contactId(),
                        "contact_review_reopened",
                        "Took back the answer " + item.decision() + " to " + item.kind(),
                        subject));
    }
}
