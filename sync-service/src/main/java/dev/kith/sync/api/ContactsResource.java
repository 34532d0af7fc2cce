package dev.kith.sync.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.api.auth.KeyHolder;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.ContactBody;
import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.ContactVersion;
import dev.kith.sync.crm.ContactView;
import dev.kith.sync.tool.ContactOperations;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The people in the CRM. */
@Path("/api/contacts")
class ContactsResource {

    private final ContactOperations operations;
    private final ObjectMapper mapper;
    private final SecurityIdentity identity;

    ContactsResource(ContactOperations operations, ObjectMapper mapper, SecurityIdentity identity) {
        this.operations = operations;
        this.mapper = mapper;
        this.identity = identity;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
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
    public Uni<RestResponse<Envelope<ContactView>>> get(UUID id) {
        return operations.find(id).map(found -> answer(Status.OK, found));
    }

    /** @param key sent again with the same body, the contact is not made again */
    @POST
    @RolesAllowed(Role.OPERATE)
    @APIResponse(responseCode = "201")
    public Uni<RestResponse<Envelope<ContactView>>> create(
            @RestHeader("Idempotency-Key") String key,
            @RequestBody(content = @Content(schema = @Schema(implementation = ContactBody.class))) ObjectNode body)
            throws JsonProcessingException {
        ContactEdit edit = edit(body, null);
        return operations
                .create(edit, Checks.repeatable(identity, key, "POST /api/contacts " + body))
                .map(made -> answer(Status.CREATED, made));
    }

    /** @param versions the contact's {@code ETag} as it was answered: changed meanwhile, the edit is refused */
    @PUT
    @Path("/{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<RestResponse<Envelope<ContactView>>> update(
            UUID id,
            @RestHeader("If-Match") String versions,
            @RequestBody(content = @Content(schema = @Schema(implementation = ContactBody.class))) ObjectNode body)
            throws JsonProcessingException {
        return operations
                .update(id, edit(body, versions), KeyHolder.of(identity).actor())
                .map(changed -> answer(Status.OK, changed));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Role.OPERATE)
    public Uni<RestResponse<Envelope<ContactView>>> archive(UUID id, @RestHeader("If-Match") String versions) {
        return operations
                .archive(id, versions, KeyHolder.of(identity).actor())
                .map(archived -> answer(Status.OK, archived));
    }

    /** Takes an archived contact back into all lists. */
    @POST
    @Path("/{id}/restore")
    @RolesAllowed(Role.OPERATE)
    public Uni<RestResponse<Envelope<ContactView>>> restore(UUID id) {
        return operations.restore(id, KeyHolder.of(identity).actor()).map(restored -> answer(Status.OK, restored));
    }

    private static RestResponse<Envelope<ContactView>> answer(Status status, ContactView contact) {
        return RestResponse.ResponseBuilder.create(status, Envelope.of(contact))
                .tag(ContactVersion.of(contact))
                .build();
    }

    private ContactEdit edit(ObjectNode body, String versions) throws JsonProcessingException {
        ObjectNode sent = Checks.body(body);
        var present = new HashSet<String>();
        sent.fieldNames().forEachRemaining(present::add);
        return new ContactEdit(
                mapper.treeToValue(sent, ContactBody.class),
                present,
                Checks.time("updatedAt", sent.path("updatedAt").asText(null)),
                versions);
    }
}
