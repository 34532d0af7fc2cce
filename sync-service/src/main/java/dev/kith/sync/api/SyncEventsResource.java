package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.run.RunView;
import dev.kith.sync.tool.SyncOperations;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Runs as they go, for whoever keeps the connection open. */
@Path("/api/sync/events")
class SyncEventsResource {

    /** Proxies drop connections on which nothing was said for a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final SyncOperations sync;

    SyncEventsResource(SyncOperations sync) {
        this.sync = sync;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Role.VIEW)
    @APIResponse(
            responseCode = "200",
            description = "an event named run for each run, whenever it changes",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = RunView.class)))
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return Multi.createBy()
                .merging()
                .streams(
                        sync.watch().map(run -> event(sse, run)),
                        Multi.createFrom()
                                .ticks()
                                .every(HEARTBEAT)
                                .onOverflow()
                                .drop()
                                .map(tick -> sse.newEventBuilder().comment("").build()));
    }

    private static OutboundSseEvent event(Sse sse, RunView run) {
        return sse.newEventBuilder()
                .name("run")
                .id(run.runId().toString())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(RunView.class, run)
                .build();
    }
}
