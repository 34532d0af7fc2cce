package dev.kith.sync.api;

import dev.kith.sync.api.auth.ApiKeys;
import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.StatusView;
import dev.kith.sync.tool.SyncOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Syncing on demand, and how it goes. */
@Path("/api/sync")
class SyncResource {

    /** What to sync, or only a plan of it; everything may be left out. */
    record Request(String provider, String accountId, String mode, boolean dryRun, String planFingerprint) {

        private SyncOperations.Request request() {
            return new SyncOperations.Request(provider, accountId, mode, planFingerprint);
        }
    }

    private final SyncOperations sync;
    private final ApiKeys keys;
    private final SecurityIdentity identity;

    SyncResource(SyncOperations sync, ApiKeys keys, SecurityIdentity identity) {
        this.sync = sync;
        this.keys = keys;
        this.identity = identity;
    }

    @POST
    @Path("/now")
    @RolesAllowed(Role.OPERATE)
    @APIResponse(
            responseCode = "202",
            content = @Content(schema = @Schema(oneOf = {SyncOperations.Runs.class, SyncOperations.PlannedRuns.class})))
    public Uni<RestResponse<Envelope<?>>> now(Request body, @RestQuery String wait) {
        var sent = body == null ? new Request(null, null, null, false, null) : body;
        return sent.dryRun()
                ? sync.plan(sent.request()).map(plan -> RestResponse.ok(Envelope.of(plan)))
                : sync.start(sent.request(), wait)
                        .map(runs -> RestResponse.status(
                                wait != null && runs.allEnded() ? Status.OK : Status.ACCEPTED, Envelope.of(runs)));
    }

    @GET
    @Path("/status")
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<List<StatusView>>> status(@RestQuery String provider) {
        return sync.status(provider).map(Envelope::of);
    }

    @GET
    @Path("/runs")
    @RolesAllowed({Role.VIEW, Role.SEND})
    public Uni<Envelope<List<RunView>>> runs(
            @RestQuery String provider, @RestQuery String accountId, @RestQuery String limit) {
        var reader = KeyHolder.of(identity);
        return sync.runs(provider, accountId, limit)
                .map(found -> Envelope.of(
                        found.items().stream()
                                .filter(run -> reader.mayReadRunsOf(run.provider(), run.accountId()))
                                .toList(),
                        found.meta()));
    }

    @GET
    @Path("/runs/{runId}")
    @RolesAllowed({Role.VIEW, Role.SEND})
    public Uni<Envelope<RunView>> run(UUID runId) {
        return sync.run(runId)
                .call(run -> keys.mayRead(KeyHolder.of(identity), run.provider(), run.accountId())
                        .invoke(may -> {
                            if (!may) {
                                throw ApiException.notFound("run");
                            }
                        }))
                .map(Envelope::of);
    }

    @POST
    @Path("/runs/{runId}/approve")
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<RunView>> approve(UUID runId) {
        return sync.approve(runId, KeyHolder.of(identity).actor()).map(Envelope::of);
    }

    @POST
    @Path("/runs/{runId}/reject")
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<RunView>> reject(UUID runId) {
        return sync.reject(runId, KeyHolder.of(identity).actor()).map(Envelope::of);
    }
}
