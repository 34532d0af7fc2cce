package dev.kith.sync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.ContactBody;
import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.ContactEditor;
import dev.kith.sync.crm.ContactView;
import dev.kith.sync.crm.Contacts;
import dev.kith.sync.tool.ContactOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

/** The people in the CRM. */
@Path("/api/contacts")
class ContactsResource {

    private final ContactOperations operations;
    private final Contacts contacts;
    private final ContactEditor editor;
    private final ObjectMapper mapper;
    private final SecurityIdentity identity;

    ContactsResource(
            ContactOperations operations,
            Contacts contacts,
            ContactEditor editor,
            ObjectMapper mapper,
            SecurityIdentity identity) {
        this.operations = operations;
        this.contacts = contacts;
        this.editor = editor;
        this.mapper = mapper;
        this.identity = identity;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<List<ContactView>>> list(
            @RestQuery String search,
            @RestQuery List<String> label,
            @RestQuery String sort,
            @RestQuery String page,
            @RestQuery String limit) {
        return operations
                .search(search, label, sort, page, limit)
                .map(found -> Envelope.of(found.contacts(), found.meta()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEW)
    public Uni<Envelope<ContactView>> get(UUID id) {
        return contacts.find(id).map(ContactsResource::found);
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<ContactView>> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = ContactBody.class))) ObjectNode body)
            throws JsonProcessingException {
        return editor.create(edit(body), KeyHolder.of(identity).actor()).map(Envelope::of);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<ContactView>> update(
            UUID id,
            @RequestBody(content = @Content(schema = @Schema(implementation = ContactBody.class))) ObjectNode body)
            throws JsonProcessingException {
        return editor.update(id, edit(body), KeyHolder.of(identity).actor()).map(ContactsResource::found);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<Envelope<ContactView>> archive(UUID id) {
        return editor.archive(id, KeyHolder.of(identity).actor()).map(ContactsResource::found);
    }

    private static Envelope<ContactView> found(Optional<ContactView> contact) {
        return Envelope.of(contact.orElseThrow(() -> ApiException.notFound("contact")));
    }

    private ContactEdit edit(ObjectNode body) throws JsonProcessingException {
        ObjectNode sent = Checks.body(body);
        var present = new HashSet<String>();
        sent.fieldNames().forEachRemaining(present::add);
        return new ContactEdit(
                mapper.treeToValue(sent, ContactBody.class),
                present,
                Checks.time("updatedAt", sent.path("updatedAt").asText(null)));
    }
}
