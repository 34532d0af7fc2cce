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
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Syncing on demand, and how it goes. */
@Path("/api/sync")
class SyncResource {

    private static final int USUAL_LIMIT = 50;
    private static final int HIGHEST_LIMIT = 500;

    /** What to sync; everything may be left out. */
    record SyncRequest(String provider, String accountId, String mode) {}

    /** The runs that were opened, or were open already. */
    record Runs(List<RunView> runs) {

        private boolean ended() {
            return runs.stream().allMatch(run -> run.state().ended());
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
    public Uni<RestResponse<Envelope<Runs>>> now(SyncRequest body, @RestQuery String wait) {
        var asked = body == null ? new SyncRequest(null, null, null) : body;
        return sync.start(asked.provider(), asked.accountId(), asked.mode(), wait)
                .map(Runs::new)
                .map(runs -> RestResponse.status(
                        wait != null && runs.ended() ? RestResponse.Status.OK : RestResponse.Status.ACCEPTED,
                        Envelope.of(runs)));
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
        return sync.runs(provider, accountId, Checks.number("limit", limit, USUAL_LIMIT, 1, HIGHEST_LIMIT))
                .map(runs -> runs.stream()
                        .filter(run -> reader.mayReadRunsOf(run.provider(), run.accountId()))
                        .toList())
                .map(Envelope::of);
    }

    @GET
    @Path("/runs/{runId}")
    @RolesAllowed({Role.VIEW, Role.SEND})
    public Uni<Envelope<RunView>> run(UUID runId) {
        return sync.run(runId)
                .map(run -> run.orElseThrow(() -> ApiException.notFound("run")))
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
