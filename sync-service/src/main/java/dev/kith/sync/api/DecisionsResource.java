package dev.kith.sync.api;

import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.backfill.QuarantineRetry;
import dev.kith.sync.review.ReviewItem;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.tool.ReviewOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.UUID;

/** People's decisions: answers to questions, undone merges, retries. */
@Path("/api")
@RolesAllowed(Role.OPERATE)
class DecisionsResource {

    /** An answer to a question. */
    record Answer(String decision, String targetId) {}

    private final ReviewOperations operations;
    private final SecurityIdentity identity;

    DecisionsResource(ReviewOperations operations, SecurityIdentity identity) {
        this.operations = operations;
        this.identity = identity;
    }

    @POST
    @Path("/review/{id}")
    public Uni<Envelope<ReviewItem>> resolve(UUID id, Answer body) {
        Answer answer = Checks.body(body);
        UUID target = Checks.uuid("targetId", answer.targetId());
        return operations.resolve(id, answer.decision(), target, actor()).map(Envelope::of);
    }

    @POST
    @Path("/merges/{mergeId}/undo")
    public Uni<Envelope<Merges.Merge>> undo(UUID mergeId) {
        return operations.undo(mergeId, actor()).map(Envelope::of);
    }

    @POST
    @Path("/quarantine/{id}/retry")
    public Uni<Envelope<Map<String, String>>> retry(UUID id) {
        return operations.retry(id).map(outcome -> Envelope.of(Map.of("outcome", accepted(outcome))));
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
