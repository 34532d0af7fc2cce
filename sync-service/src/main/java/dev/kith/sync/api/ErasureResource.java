package dev.kith.sync.api;

import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.erasure.Erasure;
import dev.kith.sync.erasure.ErasurePlan;
import dev.kith.sync.tool.ErasureOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Erasing a person. */
@Path("/api/contacts")
@RolesAllowed(Role.ADMINISTER)
class ErasureResource {

    /** Left out, it is done. */
    record Request(boolean dryRun, String planFingerprint) {}

    private static final Request AT_ONCE = new Request(false, null);

    private final ErasureOperations operations;
    private final SecurityIdentity identity;

    ErasureResource(ErasureOperations operations, SecurityIdentity identity) {
        this.operations = operations;
        this.identity = identity;
    }

    @POST
    @Path("/{id}/erase")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(oneOf = {Erasure.class, ErasurePlan.class})))
    public Uni<Envelope<?>> erase(UUID id, Request body) {
        Request sent = body == null ? AT_ONCE : body;
        return sent.dryRun()
                ? operations.plan(id).map(Envelope::of)
                : operations
                        .erase(
                                id,
                                sent.planFingerprint(),
                                KeyHolder.of(identity).actor())
                        .map(Envelope::of);
    }
}
