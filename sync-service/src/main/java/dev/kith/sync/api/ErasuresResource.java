package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.erasure.Erasure;
import dev.kith.sync.tool.ErasureOperations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** What became of erasing somebody. */
@Path("/api/erasures")
@RolesAllowed(Role.ADMINISTER)
class ErasuresResource {

    private final ErasureOperations operations;

    ErasuresResource(ErasureOperations operations) {
        this.operations = operations;
    }

    @GET
    @Path("/{id}")
    public Uni<Envelope<Erasure>> erasure(UUID id) {
        return operations.find(id).map(Envelope::of);
    }
}
