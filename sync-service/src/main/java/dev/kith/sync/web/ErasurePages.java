package dev.kith.sync.web;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ErasureOperations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Erasing one person. */
@Path("/people/{id}/erase")
class ErasurePages {

    private final ErasureOperations operations;
    private final Pages pages;

    ErasurePages(ErasureOperations operations, Pages pages) {
        this.operations = operations;
        this.pages = pages;
    }

    @POST
    @RolesAllowed(Role.ADMINISTER)
    public Uni<Response> erase(UUID id) {
        return operations.erase(id, null, pages.actor()).map(erasure -> Redirect.to("/people", "done", "erased"));
    }
}
