package dev.kith.sync.tool;

import dev.kith.sync.review.ActivityEntry;
import dev.kith.sync.review.ActivityQueries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What happened to contacts. */
@ApplicationScoped
public class ActivityOperations {

    private final ActivityQueries activity;

    ActivityOperations(ActivityQueries activity) {
        this.activity = activity;
    }

    /**
     * The latest first; arguments that are missing do not filter.
     *
     * @param since a time in RFC 3339
     */
    public Uni<Excerpt<ActivityEntry>> latest(String contactId, String type, String since, String limit) {
        var contact = Arguments.uuid("contactId", contactId);
        var from = Arguments.time("since", since);
        return Excerpt.read(
                Arguments.limit(limit),
                "contactId, type or since",
                most -> activity.latest(contact, Arguments.optional(type), from, most));
    }
}
