package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.review.ActivityEntry;
import dev.kith.sync.review.ActivityQueries;
import dev.kith.sync.review.DeadLetter;
import dev.kith.sync.review.FailureQueries;
import dev.kith.sync.review.QuarantinedContact;
import dev.kith.sync.review.ReviewItem;
import dev.kith.sync.review.ReviewQueries;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened, what waits for a person, and what could not be applied. */
@Path("/api")
@RolesAllowed(Role.VIEW)
class ReviewResource {

    private static final int USUAL_LIMIT = 100;
    private static final int HIGHEST_LIMIT = 500;
    private static final String OPEN = "open";

    private final ActivityQueries activity;
    private final ReviewQueries reviews;
    private final FailureQueries failures;

    ReviewResource(ActivityQueries activity, ReviewQueries reviews, FailureQueries failures) {
        this.activity = activity;
        this.reviews = reviews;
        this.failures = failures;
    }

    @GET
    @Path("/activity")
    public Uni<Envelope<List<ActivityEntry>>> activity(
            @RestQuery String contactId, @RestQuery String type, @RestQuery String since, @RestQuery String limit) {
        return activity.latest(Checks.uuid("contactId", contactId), type, Checks.time("since", since), limit(limit))
                .map(Envelope::of);
    }

    @GET
    @Path("/review")
    public Uni<Envelope<List<ReviewItem>>> review(
            @RestQuery @DefaultValue(OPEN) String status, @RestQuery String kind, @RestQuery String limit) {
        return reviews.list(status, kind, limit(limit)).map(Envelope::of);
    }

    @GET
    @Path("/quarantine")
    public Uni<Envelope<List<QuarantinedContact>>> quarantine(
            @RestQuery @DefaultValue(OPEN) String status, @RestQuery String limit) {
        return failures.quarantine(status, limit(limit)).map(Envelope::of);
    }

    @GET
    @Path("/dead-letters")
    public Uni<Envelope<List<DeadLetter>>> deadLetters(
            @RestQuery @DefaultValue(OPEN) String status, @RestQuery String limit) {
        return failures.deadLetters(status, limit(limit)).map(Envelope::of);
    }

    private static int limit(String sent) {
        return Checks.number("limit", sent, USUAL_LIMIT, 1, HIGHEST_LIMIT);
    }
}
