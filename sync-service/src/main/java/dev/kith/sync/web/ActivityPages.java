package dev.kith.sync.web;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.ContactNames;
import dev.kith.sync.review.ActivityEntry;
import dev.kith.sync.tool.ActivityOperations;
import dev.kith.sync.tool.Excerpt;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened, to everybody. */
@Path("/activity")
@Produces(MediaType.TEXT_HTML)
class ActivityPages {

    private static final String SHOWN = "100";

    /** What the list can be narrowed to. */
    private static final List<String> TYPES = List.of(
            "contact_synced",
            "contact_sync_updated",
            "contact_sync_conflict",
            "contact_sync_deleted_source",
            "contact_merged",
            "contact_review_resolved");

    private final Pages pages;
    private final ActivityOperations activity;
    private final ContactNames names;
    private final Clock clock;

    ActivityPages(Pages pages, ActivityOperations activity, ContactNames names, Clock clock) {
        this.pages = pages;
        this.activity = activity;
        this.names = names;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> list(@RestQuery String type) {
        String wanted = type != null && TYPES.contains(type) ? type : null;
        return Uni.combine()
                .all()
                .unis(
                        pages.page("Activity", Section.ACTIVITY),
                        activity.latest(null, wanted, null, SHOWN)
                                .chain(found -> lines(found.items()).map(lines -> new Excerpt<>(lines, found.meta()))))
                .with((page, found) ->
                        Templates.activity(page, found.items(), found.meta().truncated(), filters(), wanted));
    }

    private Uni<List<ActivityLine>> lines(List<ActivityEntry> entries) {
        var ids = entries.stream()
                .map(ActivityEntry::contactId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return names.of(ids)
                .map(known -> entries.stream()
                        .map(entry -> ActivityLine.of(entry, known, clock.instant()))
                        .toList());
    }

    private static List<Filter> filters() {
        return TYPES.stream().map(type -> new Filter(type, Words.event(type))).toList();
    }
}
