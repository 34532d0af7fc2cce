package dev.kith.sync.tool;

import dev.kith.sync.backfill.QuarantineRetry;
import dev.kith.sync.interaction.InteractionRetry;
import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.ProvenanceQueries;
import dev.kith.sync.review.ReviewDecision;
import dev.kith.sync.review.ReviewItem;
import dev.kith.sync.review.Reviews;
import dev.kith.sync.review.merge.Merges;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** What people decide about contacts, and why their values are what they are. */
@ApplicationScoped
public class ReviewOperations {

    private final Reviews reviews;
    private final Merges merges;
    private final ProvenanceQueries provenance;
    private final QuarantineRetry quarantine;
    private final InteractionRetry interactions;

    ReviewOperations(
            Reviews reviews,
            Merges merges,
            ProvenanceQueries provenance,
            QuarantineRetry quarantine,
            InteractionRetry interactions) {
        this.interactions = interactions;
        this.reviews = reviews;
        this.merges = merges;
        this.provenance = provenance;
        this.quarantine = quarantine;
    }

    public Uni<ReviewItem> resolve(UUID id, String decision, UUID target, String actor) {
        String wanted = Arguments.required("decision", decision);
        ReviewDecision answer = ReviewDecision.of(wanted)
                .orElseThrow(() -> new InvalidRequestException(
                        "decision",
                        "must be one of "
                                + Arrays.stream(ReviewDecision.values())
                                        .map(ReviewDecision::wire)
                                        .collect(Collectors.joining(", "))));
        return reviews.resolve(id, answer, target, actor);
    }

    public Uni<Merges.Merge> merge(UUID survivor, UUID other, String actor) {
        if (other == null) {
            throw new InvalidRequestException("otherId", "is missing: name the contact that is merged into this one");
        }
        return merges.merge(survivor, other, actor);
    }

    public Uni<Merges.Merge> undo(UUID mergeId, String actor) {
        return merges.undo(mergeId, actor);
    }

    public Uni<Optional<ContactProvenance>> explain(UUID contactId) {
        return provenance.find(contactId);
    }

    /** Tries once more to apply a contact, a call or a message that was set aside. */
    public Uni<QuarantineRetry.Outcome> retry(UUID id) {
        return interactions
                .retry(id)
                .chain(outcome -> outcome == QuarantineRetry.Outcome.UNKNOWN
                        ? quarantine.retry(id)
                        : Uni.createFrom().item(outcome));
    }
}
