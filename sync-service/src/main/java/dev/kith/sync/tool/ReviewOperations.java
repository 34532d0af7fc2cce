package dev.kith.sync.tool;

import dev.kith.sync.backfill.ReviewQuestion.Kind;
import dev.kith.sync.review.Reopening;
import dev.kith.sync.review.ReviewDecision;
import dev.kith.sync.review.ReviewItem;
import dev.kith.sync.review.ReviewPlan;
import dev.kith.sync.review.ReviewQueries;
import dev.kith.sync.review.Reviews;
import dev.kith.sync.review.merge.Merges;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What waits for a person, and what people decide. */
@ApplicationScoped
public class ReviewOperations {

    private static final String OPEN = "open";
    private static final Set<String> STATUSES = Set.of(OPEN, "resolved", "closed");

    /** What questions are about. */
    public static final Set<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::code).collect(Collectors.toUnmodifiableSet());

    /**
     * An answer to a question.
     *
     * @param targetId the contact to merge with
     * @param planFingerprint of the plan that was agreed to
     */
    public record Answer(String decision, String targetId, String planFingerprint) {}

    private final Reviews reviews;
    private final ReviewQueries queries;
    private final Merges merges;
    private final Reopening reopening;

    ReviewOperations(Reviews reviews, ReviewQueries queries, Merges merges, Reopening reopening) {
        this.reviews = reviews;
        this.queries = queries;
        this.merges = merges;
        this.reopening = reopening;
    }

    /** The longest waiting first; open ones unless another status is named. */
    public Uni<Excerpt<ReviewItem>> list(String status, String kind, String limit) {
        String wanted = Arguments.oneOf("status", status, STATUSES);
        String about = Arguments.oneOf("kind", kind, KINDS);
        return Excerpt.read(
                Arguments.limit(limit), "kind", most -> queries.list(wanted == null ? OPEN : wanted, about, most));
    }

    public Uni<Plan<ReviewPlan>> plan(String id, Answer answer) {
        return reviews.plan(id(id), decision(answer), target(answer)).map(Plan::of);
    }

    public Uni<ReviewItem> resolve(String id, Answer answer, String actor) {
        return reviews.resolve(
                id(id),
                decision(answer),
                target(answer),
                actor,
                plan -> Plan.of(plan).require(Arguments.optional(answer.planFingerprint())));
    }

    /** Takes an answer back; a merge is undone by {@link #undo}. */
    public Uni<ReviewItem> reopen(UUID id, String actor) {
        return reopening.reopen(id, actor);
    }

    public Uni<Merges.Merge> merge(UUID survivor, String otherId, String actor) {
        UUID other = Arguments.uuid("otherId", otherId);
        if (other == null) {
            throw new InvalidRequestException("otherId", "is missing: name the contact that is merged into this one");
        }
        return merges.merge(survivor, other, actor);
    }

    public Uni<Merges.Merge> undo(UUID mergeId, String actor) {
        return merges.undo(mergeId, actor);
    }

    private static UUID id(String id) {
        return Arguments.uuid("id", Arguments.required("id", id));
    }

    private static UUID target(Answer answer) {
        return Arguments.uuid("targetId", answer.targetId());
    }

    private static ReviewDecision decision(Answer answer) {
        return ReviewDecision.of(Arguments.required("decision", answer.decision()))
                .orElseThrow(() -> new InvalidRequestException(
                        "decision",
                        "must be one of "
                                + Arrays.stream(ReviewDecision.values())
                                        .map(ReviewDecision::wire)
                                        .collect(Collectors.joining(", "))));
    }
}
