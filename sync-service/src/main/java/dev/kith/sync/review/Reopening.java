package dev.kith.sync.review;

import dev.kith.sync.backfill.write.Rows;
import dev.kith.sync.review.ReviewRefusedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes answers back: what one did is undone, and its question is open again. A merge is undone as a merge. */
@ApplicationScoped
public class Reopening {

    private static final Set<ReviewDecision> REVOCABLE = EnumSet.of(
            ReviewDecision.SEPARATE, ReviewDecision.KEEP_LOCAL, ReviewDecision.ARCHIVE, ReviewDecision.DISMISS);

    // What an answer did carries the answer's own time: what was done before or since, by whomever, stays.
    private static final String TOGETHER = """
            DELETE FROM contacts_separations s USING contacts_review_items r
            WHERE r.id = $1 AND r.decision = 'separate' AND r.contact_id IN (s.one, s.other)
              AND s.decided_at = r.decided_at
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

    Reopening(Pool pool, ReviewQueries queries) {
        this.pool = pool;
        this.queries = queries;
    }

    /** Whether the answer to a question can be taken back here. */
    public static boolean possible(ReviewItem item) {
        return item.status().equals("resolved")
                && ReviewDecision.of(item.decision())
                        .filter(REVOCABLE::contains)
                        .isPresent()
                && !madeAnew(item)
                && !(item.evidence().get("handle") instanceof String);
    }

    private static boolean madeAnew(ReviewItem item) {
        return item.contactId() == null && ReviewDecision.SEPARATE.wire().equals(item.decision());
    }

    /** Fails with {@link ReviewRefusedException} when there is no such answer, or it cannot be taken back here. */
    public Uni<ReviewItem> reopen(UUID id, String actor) {
        return pool.withTransaction(connection -> queries.find(connection, id)
                        .map(found -> found.orElseThrow(
                                () -> new ReviewRefusedException(Reason.UNKNOWN, "There is no question " + id + ".")))
                        .invoke(Reopening::require)
                        .call(item -> Rows.execute(connection, TOGETHER, Tuple.of(id)))
                        .call(item -> Rows.execute(connection, LIST_AGAIN, Tuple.of(id)))
                        .call(item -> open(connection, id))
                        .call(item -> keep(connection, item, actor)))
                .chain(() -> queries.find(id))
                .map(Optional::orElseThrow);
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
        return switch (ReviewDecision.of(item.decision()).orElse(ReviewDecision.DISMISS)) {
            case MERGE -> "Undo the merge itself: POST /api/merges/{mergeId}/undo.";
            case TAKE_SOURCE -> "Edit the field: its history holds the value it had.";
            case SEPARATE -> "A contact was made again by this answer. Archive it.";
            case KEEP_LOCAL, ARCHIVE, DISMISS -> "This answer cannot be taken back.";
        };
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
