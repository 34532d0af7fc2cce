package dev.kith.sync.api;

import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.backfill.apply.QuarantineRetry;
import dev.kith.sync.log.DeadLetterRedrive;
import dev.kith.sync.review.ReviewItem;
import dev.kith.sync.review.ReviewPlan;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.tool.FailureOperations;
import dev.kith.sync.tool.ReviewOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** People's decisions: answers to questions, undone merges, retries. */
@Path("/api")
@RolesAllowed(Role.OPERATE)
class DecisionsResource {

    /** An answer to a question, or only a plan of what it would do. */
    record Answer(String decision, String targetId, boolean dryRun, String planFingerprint) {

        private ReviewOperations.Answer answer() {
            return new ReviewOperations.Answer(decision, targetId, planFingerprint);
        }
    }

    private final ReviewOperations operations;
    private final FailureOperations failures;
    private final SecurityIdentity identity;

    DecisionsResource(ReviewOperations operations, FailureOperations failures, SecurityIdentity identity) {
        this.operations = operations;
        this.failures = failures;
        this.identity = identity;
    }

    @POST
    @Path("/review/{id}")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(oneOf = {ReviewItem.class, ReviewPlan.class})))
    public Uni<Envelope<?>> resolve(UUID id, Answer body) {
        Answer sent = Checks.body(body);
        return sent.dryRun()
                ? operations.plan(id.toString(), sent.answer()).map(Envelope::of)
                : operations.resolve(id.toString(), sent.answer(), actor()).map(Envelope::of);
    }

    /** Takes an answer back: the question is open again. */
    @POST
    @Path("/review/{id}/undo")
    public Uni<Envelope<ReviewItem>> reopen(UUID id) {
        return operations.reopen(id, actor()).map(Envelope::of);
    }

    @POST
    @Path("/merges/{mergeId}/undo")
    public Uni<Envelope<Merges.Merge>> undo(UUID mergeId) {
        return operations.undo(mergeId, actor()).map(Envelope::of);
    }

    @POST
    @Path("/quarantine/{id}/retry")
    public Uni<Envelope<Map<String, String>>> retry(UUID id) {
        return failures.retry(id).map(outcome -> Envelope.of(Map.of("outcome", accepted(outcome))));
    }

    @POST
    @Path("/dead-letters/{id}/redrive")
    public Uni<Envelope<Map<String, String>>> redrive(UUID id) {
        return failures.redrive(id, actor()).map(outcome -> Envelope.of(Map.of("outcome", accepted(outcome))));
    }

    private static String accepted(DeadLetterRedrive.Outcome outcome) {
        return switch (outcome) {
            case APPLIED, UNREADABLE, REFUSED, GONE, NOT_CONNECTED ->
                outcome.name().toLowerCase(Locale.ROOT);
            case UNKNOWN -> throw ApiException.notFound("dead letter");
            case REDRIVEN_ALREADY ->
                throw ApiException.of(
                        ErrorCode.CONFLICT, "This record was applied already: there is nothing to redrive.");
        };
    }

    private static String accepted(QuarantineRetry.Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> "applied";
            case REFUSED -> "refused";
            case UNREADABLE -> "unreadable";
            case UNKNOWN -> throw ApiException.notFound("quarantined entry");
            case RESOLVED_ALREADY ->
                throw ApiException.of(ErrorCode.CONFLICT, "This was applied already: there is nothing to retry.");
        };
    }

    private String actor() {
        return KeyHolder.of(identity).actor();
    }
}
