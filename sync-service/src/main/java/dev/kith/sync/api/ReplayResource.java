package dev.kith.sync.api;

import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.log.replay.ReplayView;
import dev.kith.sync.tool.ReplayOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Deciding once more what the log holds. */
@Path("/api")
@RolesAllowed(Role.ADMINISTER)
class ReplayResource {

    private final ReplayOperations replays;
    private final SecurityIdentity identity;

    ReplayResource(ReplayOperations replays, SecurityIdentity identity) {
        this.replays = replays;
        this.identity = identity;
    }

    @POST
    @Path("/replay")
    @APIResponse(responseCode = "202")
    public Uni<RestResponse<Envelope<ReplayView>>> start(ReplayOperations.Request body) {
        var asked = body == null ? new ReplayOperations.Request(null, null, null, null, null) : body;
        return replays.start(asked, KeyHolder.of(identity).actor())
                .map(begun -> ResponseBuilder.create(Status.ACCEPTED, Envelope.of(begun))
                        .location(URI.create("/api/replays/" + begun.replayId()))
                        .build());
    }

    @GET
    @Path("/replays/{id}")
    public Uni<Envelope<ReplayView>> find(UUID id) {
        return replays.find(id).map(Envelope::of);
    }

    @POST
    @Path("/replays/{id}/cancel")
    public Uni<Envelope<ReplayView>> cancel(UUID id) {
        return replays.cancel(id, KeyHolder.of(identity).actor()).map(Envelope::of);
    }
}
