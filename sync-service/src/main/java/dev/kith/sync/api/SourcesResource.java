package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.SourceOperations;
import dev.kith.sync.tool.SourceView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The sources people come from, as one list. */
@Path("/api/sources")
class SourcesResource {

    private final SourceOperations sources;

    SourcesResource(SourceOperations sources) {
        this.sources = sources;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<List<SourceView>>> list(@RestQuery String provider) {
        return sources.list(provider).map(Envelope::of);
    }
}
