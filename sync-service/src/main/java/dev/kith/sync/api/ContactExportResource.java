package dev.kith.sync.api;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.tool.ContactOperations;
import dev.kith.sync.tool.WholeContact;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

/** Contacts to take away. */
@Path("/api/contacts")
@RolesAllowed(Role.VIEW)
class ContactExportResource {

    private static final String VCARD = "text/vcard";
    private static final MediaType CARD = new MediaType("text", "vcard", "UTF-8");
    private static final List<Variant> FORMS =
            Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, CARD).build();

    private final ContactOperations contacts;

    ContactExportResource(ContactOperations contacts) {
        this.contacts = contacts;
    }

    /** @param version 3.0 or 4.0, which is the usual one */
    @GET
    @Produces(VCARD)
    @Operation(hidden = true)
    public Multi<String> cards(@RestQuery String search, @RestQuery List<String> label, @RestQuery String version) {
        return contacts.cards(search, label, version);
    }

    /** @param version of the card, where one is asked for */
    @GET
    @Path("/{id}/export")
    @Produces({MediaType.APPLICATION_JSON, VCARD})
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WholeContact.class)))
    public Uni<Response> export(UUID id, @RestQuery String version, @Context Request request) {
        Variant chosen = request.selectVariant(FORMS);
        return chosen != null && chosen.getMediaType().getSubtype().equals("vcard")
                ? contacts.card(id, version).map(card -> Response.ok(card, CARD).build())
                : contacts.whole(id)
                        .map(whole -> Response.ok(Envelope.of(whole), MediaType.APPLICATION_JSON_TYPE)
                                .build());
    }
}
