package dev.kith.sync.api;

import dev.kith.sync.account.Initiator;
import dev.kith.sync.api.auth.AuditLog;
import dev.kith.sync.api.auth.KeyHolder;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Keeps who asked for which change, and how it was answered. What agents send is counted by its run. */
class AuditTrail {

    private static final Logger LOGGER = Logger.getLogger(AuditTrail.class);
    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final AuditLog log;
    private final SecurityIdentity identity;
    private final Finishing finishing;

    AuditTrail(AuditLog log, SecurityIdentity identity, Finishing finishing) {
        this.log = log;
        this.identity = identity;
        this.finishing = finishing;
    }

    @ServerResponseFilter
    public Uni<Void> note(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        Optional<Initiator> initiator = finishing.initiator();
        if (initiator.isEmpty() && !changes(request, path)) {
            return Uni.createFrom().voidItem();
        }
        String action = request.getMethod() + " " + UUIDS.matcher(path).replaceAll("{id}");
        return initiator
                .map(began -> log.writeFor(began, action, path, response.getStatus()))
                .orElseGet(() -> log.write(KeyHolder.of(identity), action, path, response.getStatus()))
                .onFailure()
                .invoke(failure -> LOGGER.warnf(
                        "What was just done could not be noted (%s)",
                        failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private boolean changes(ContainerRequestContext request, String path) {
        return CHANGING.contains(request.getMethod()) && !path.equals("/api/batches") && !identity.isAnonymous();
    }
}
