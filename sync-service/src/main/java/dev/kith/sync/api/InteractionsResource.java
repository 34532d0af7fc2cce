package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.InteractionView;
import dev.kith.sync.crm.NewInteraction;
import dev.kith.sync.tool.InteractionOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened between the user and a contact. */
@Path("/api/contacts/{id}/interactions")
class InteractionsResource {

    private final InteractionOperations interactions;
    private final SecurityIdentity identity;

    InteractionsResource(InteractionOperations interactions, SecurityIdentity identity) {
        this.interactions = interactions;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<List<InteractionView>>> list(
            UUID id, @RestQuery String date, @RestQuery String page, @RestQuery String limit) {
        return interactions.list(id, date, page, limit).map(found -> Envelope.of(found.interactions(), found.meta()));
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<InteractionView>> add(UUID id, @RestHeader("Idempotency-Key") String key, NewInteraction body) {
        String request = "POST /api/contacts/" + id + "/interactions "
                + Checks.body(body).fingerprint();
        return interactions
                .add(id, body, Checks.repeatable(identity, key, request))
                .map(Envelope::of);
    }
}
