package dev.kith.sync.web;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ContactOperations;
import dev.kith.sync.tool.ErasureOperations;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Erasing one person: what would go is shown, and nothing else goes. */
@Path("/people/{id}/erase")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTER)
class ErasurePages {

    private final ErasureOperations operations;
    private final ContactOperations contacts;
    private final Pages pages;

    ErasurePages(ErasureOperations operations, ContactOperations contacts, Pages pages) {
        this.operations = operations;
        this.contacts = contacts;
        this.pages = pages;
    }

    @GET
    public Uni<TemplateInstance> ask(UUID id) {
        return contacts.find(id)
                .chain(contact -> Uni.combine()
                        .all()
                        .unis(
                                pages.page("Erase " + contact.values().name(), Section.PEOPLE),
                                operations.plan(contact.id()))
                        .with((page, plan) -> Templates.erase(
                                page,
                                ErasureForm.of(contact.id(), contact.values().name(), plan))));
    }

    @POST
    public Uni<Response> erase(UUID id, @RestForm String planFingerprint) {
        if (planFingerprint == null || planFingerprint.isBlank()) {
            return Uni.createFrom().item(Redirect.to("/people/" + id + "/erase"));
        }
        return operations
                .erase(id, planFingerprint, pages.actor())
                .map(erasure -> Redirect.to("/people", "done", "erased"));
    }
}
