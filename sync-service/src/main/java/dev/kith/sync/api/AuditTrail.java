package dev.kith.sync.api;

import dev.kith.sync.account.Initiator;
import dev.kith.sync.api.auth.Askers;
import dev.kith.sync.api.auth.AuditLog;
import dev.kith.sync.api.auth.KeyHolder;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Keeps who asked for which change, and how it was answered. What agents send is counted by its run. */
class AuditTrail {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final AuditLog log;

    AuditTrail(AuditLog log) {
        this.log = log;
    }

    @ServerResponseFilter
    public Uni<Void> note(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        String path = request.getUriInfo().getPath();
        Optional<Initiator> initiator = Finishing.initiator(context)
                .or(() -> changes(request, path) ? Askers.of(context).map(KeyHolder::initiator) : Optional.empty());
        if (initiator.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String action = request.getMethod() + " " + UUIDS.matcher(path).replaceAll("{id}");
        return log.noteFor(initiator.get(), action, path, response.getStatus());
    }

    private static boolean changes(ContainerRequestContext request, String path) {
        return CHANGING.contains(request.getMethod()) && !path.equals("/api/batches");
    }
}
