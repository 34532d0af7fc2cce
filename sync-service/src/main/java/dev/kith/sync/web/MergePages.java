package dev.kith.sync.web;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ReviewOperations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Taking merges back. */
@Path("/merges")
class MergePages {

    static final Page.Notice PARTED =
            new Page.Notice("The merge is undone: two different people, and nobody asks about them again.", null);

    private final ReviewOperations operations;
    private final Pages pages;

    MergePages(ReviewOperations operations, Pages pages) {
        this.operations = operations;
        this.pages = pages;
    }

    @POST
    @Path("/{mergeId}/undo")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> undo(UUID mergeId, @RestQuery String from) {
        return operations
                .undo(mergeId, pages.actor())
                .map(merge -> "review".equals(from)
                        ? Redirect.to("/review", "parted", true)
                        : Redirect.to("/people/" + merge.survivorId(), "done", "parted"));
    }
}
