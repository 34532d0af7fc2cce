package dev.kith.sync.api;

import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ReconcileOperations;
import dev.kith.sync.tool.ReconcilePlan;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The sources people come from, as one list, and reading them anew. */
@Path("/api/sources")
class SourcesResource {

    /** What to read anew, or only a plan of it; everything may be left out. */
    record Request(String contactId, boolean overwrite, boolean dryRun, String planFingerprint) {

        private ReconcileOperations.Request request() {
            return new ReconcileOperations.Request(contactId, overwrite, planFingerprint);
        }
    }

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
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(oneOf = {Reconciliation.class, ReconcilePlan.class})))
    public Uni<RestResponse<Envelope<?>>> reconcile(Request body, @RestQuery String wait) {
        var sent = body == null ? new Request(null, false, false, null) : body;
        return sent.dryRun()
                ? reconcile.plan(sent.request()).map(plan -> RestResponse.ok(Envelope.of(plan)))
                : reconcile
                        .reconcile(sent.request(), wait, KeyHolder.of(identity).actor())
                        .map(result ->
                                RestResponse.status(result.ended() ? Status.OK : Status.ACCEPTED, Envelope.of(result)));
    }
}
