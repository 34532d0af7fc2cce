package dev.kith.sync.api;

import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.tool.ContactOperations;
import dev.kith.sync.tool.ReviewOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;

/** What people decide about one contact, and why its values are what they are. */
@Path("/api/contacts")
class ContactDecisionsResource {

    /** The contact that is merged into another. */
    record Other(String otherId) {}

    private final ReviewOperations operations;
    private final ContactOperations contacts;
    private final SecurityIdentity identity;

    ContactDecisionsResource(ReviewOperations operations, ContactOperations contacts, SecurityIdentity identity) {
        this.operations = operations;
        this.contacts = contacts;
        this.identity = identity;
    }

    @POST
    @Path("/{id}/merge")
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<Merges.Merge>> merge(UUID id, Other body) {
        return operations
                .merge(id, Checks.body(body).otherId(), KeyHolder.of(identity).actor())
                .map(Envelope::of);
    }

    @GET
    @Path("/{id}/provenance")
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<ContactProvenance>> provenance(UUID id) {
        return contacts.explain(id.toString()).map(Envelope::of);
    }
}
