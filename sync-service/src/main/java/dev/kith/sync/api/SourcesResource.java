package dev.kith.sync.api;

import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ReconcileOperations;
import dev.kith.sync.tool.Reconciliation;
import dev.kith.sync.tool.SourceOperations;
import dev.kith.sync.tool.SourceView;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** The sources people come from, as one list, and reading them anew. */
@Path("/api/sources")
class SourcesResource {

    /** What to read anew; everything may be left out. */
    record ReconcileRequest(UUID contactId, Boolean overwrite) {}

    private final SourceOperations sources;
    private final ReconcileOperations reconcile;
    private final SecurityIdentity identity;

    SourcesResource(SourceOperations sources, ReconcileOperations reconcile, SecurityIdentity identity) {
        this.sources = sources;
        this.reconcile = reconcile;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<List<SourceView>>> list(@RestQuery String provider) {
        return sources.list(provider).map(Envelope::of);
    }

    @POST
    @Path("/reconcile")
    @RolesAllowed(Role.OPERATE)
    public Uni<RestResponse<Envelope<Reconciliation>>> reconcile(ReconcileRequest body, @RestQuery String wait) {
        var asked = body == null ? new ReconcileRequest(null, null) : body;
        return reconcile
                .reconcile(
                        asked.contactId(),
                        Boolean.TRUE.equals(asked.overwrite()),
                        wait,
                        KeyHolder.of(identity).actor())
                .map(result -> RestResponse.status(
                        result.ended() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED, Envelope.of(result)));
    }
}
