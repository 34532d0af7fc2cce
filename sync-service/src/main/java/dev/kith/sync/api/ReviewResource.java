package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.review.ActivityEntry;
import dev.kith.sync.review.DeadLetter;
import dev.kith.sync.review.QuarantinedContact;
import dev.kith.sync.review.ReviewItem;
import dev.kith.sync.tool.ActivityOperations;
import dev.kith.sync.tool.Excerpt;
import dev.kith.sync.tool.FailureOperations;
import dev.kith.sync.tool.ReviewOperations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened, what waits for a person, and what could not be applied. */
@Path("/api")
@RolesAllowed(Role.VIEW)
class ReviewResource {

    private final ActivityOperations activity;
    private final ReviewOperations reviews;
    private final FailureOperations failures;

    ReviewResource(ActivityOperations activity, ReviewOperations reviews, FailureOperations failures) {
        this.activity = activity;
        this.reviews = reviews;
        this.failures = failures;
    }

    @GET
    @Path("/activity")
    public Uni<Envelope<List<ActivityEntry>>> activity(
            @RestQuery String contactId, @RestQuery String type, @RestQuery String since, @RestQuery String limit) {
        return activity.latest(contactId, type, since, limit).map(ReviewResource::envelope);
    }

    @GET
    @Path("/review")
    public Uni<Envelope<List<ReviewItem>>> review(
            @RestQuery String status, @RestQuery String kind, @RestQuery String limit) {
        return reviews.list(status, kind, limit).map(ReviewResource::envelope);
    }

    @GET
    @Path("/quarantine")
    public Uni<Envelope<List<QuarantinedContact>>> quarantine(@RestQuery String status, @RestQuery String limit) {
        return failures.quarantine(status, limit).map(ReviewResource::envelope);
    }

    @GET
    @Path("/dead-letters")
    public Uni<Envelope<List<DeadLetter>>> deadLetters(@RestQuery String status, @RestQuery String limit) {
        return failures.deadLetters(status, limit).map(ReviewResource::envelope);
    }

    private static <T> Envelope<List<T>> envelope(Excerpt<T> excerpt) {
        return Envelope.of(excerpt.items(), excerpt.meta());
    }
}
