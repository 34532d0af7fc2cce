package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.InteractionView;
import dev.kith.sync.crm.Interactions;
import dev.kith.sync.crm.NewInteraction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** What happened between the user and a contact. */
@Path("/api/contacts/{id}/interactions")
class InteractionsResource {

    private static final int USUAL_LIMIT = 20;
    private static final int HIGHEST_LIMIT = 100;
    private static final int LAST_PAGE = 1_000_000;

    private final Interactions interactions;
    private final SecurityIdentity identity;

    InteractionsResource(Interactions interactions, SecurityIdentity identity) {
        this.interactions = interactions;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<List<InteractionView>>> list(
            UUID id, @RestQuery String date, @RestQuery String page, @RestQuery String limit) {
        return interactions
                .list(
                        id,
                        day(date),
                        Checks.number("page", page, 1, 1, LAST_PAGE),
                        Checks.number("limit", limit, USUAL_LIMIT, 1, HIGHEST_LIMIT))
                .map(found -> found.orElseThrow(() -> ApiException.notFound("contact")))
                .map(found -> Envelope.of(found.interactions(), found.meta()));
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<InteractionView>> add(UUID id, @RestHeader("Idempotency-Key") String key, NewInteraction body) {
        String request = "POST /api/contacts/" + id + "/interactions "
                + Checks.body(body).fingerprint();
        return interactions
                .add(id, body, Checks.repeatable(identity, key, request))
                .map(added -> Envelope.of(added.orElseThrow(() -> ApiException.notFound("contact"))));
    }

    private static LocalDate day(String date) {
        if (date == null || date.isBlank()) {
            return null;
        }
        try {
            return LocalDate.parse(date.strip());
        } catch (DateTimeException e) {
            throw ApiException.invalid("date", "is no day such as 2026-01-31");
        }
    }
}
