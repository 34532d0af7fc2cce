package dev.kith.sync.web;

import dev.kith.sync.api.ApiException;
import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.ContactChangedException;
import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.ContactView;
import dev.kith.sync.crm.InvalidContactException;
import dev.kith.sync.tool.ContactOperations;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Editing one person. */
@Path("/people/{id}/edit")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.OPERATE)
class EditPages {

    private static final String CHANGED =
            "This person changed meanwhile. Here is the present state: make your change again.";

    private final Pages pages;
    private final ContactOperations contacts;

    EditPages(Pages pages, ContactOperations contacts) {
        this.pages = pages;
        this.contacts = contacts;
    }

    @GET
    public Uni<TemplateInstance> form(UUID id) {
        return contacts.find(id).chain(contact -> show(contact, EditForm.of(contact), List.of()));
    }

    @POST
    public Uni<Response> save(UUID id, @BeanParam SentEdit sent) {
        EditForm form = sent.form();
        return contacts.find(id)
                .chain(contact -> Uni.createFrom()
                        .deferred(() -> contacts.update(contact.id(), edit(form, contact), pages.actor()))
                        .map(saved -> Redirect.to("/people/" + contact.id(), "done", "saved"))
                        .onFailure(InvalidContactException.class)
                        .recoverWithUni(
                                invalid -> again(422, contact, form, problems((InvalidContactException) invalid)))
                        .onFailure(ContactChangedException.class)
                        .recoverWithUni(changed -> again(409, contact, EditForm.of(contact), List.of(CHANGED))));
    }

    private static ContactEdit edit(EditForm form, ContactView contact) {
        try {
            return form.edit(contact);
        } catch (DateTimeException e) {
            throw ApiException.invalid("updatedAt", "is no time: open the form again");
        }
    }

    private Uni<Response> again(int status, ContactView contact, EditForm form, List<String> problems) {
        return show(contact, form, problems)
                .map(page -> Response.status(status).entity(page).build());
    }

    private Uni<TemplateInstance> show(ContactView contact, EditForm form, List<String> problems) {
        return pages.page("Edit " + contact.values().name(), Section.PEOPLE)
                .map(page -> Templates.edit(
                        page, contact.id().toString(), contact.values().name(), form, problems));
    }

    private static List<String> problems(InvalidContactException invalid) {
        return invalid.problems().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> label(entry.getKey()) + " " + String.join(", ", entry.getValue()) + ".")
                .toList();
    }

    /** {@code emails.1.value} is the second e-mail address. */
    private static String label(String path) {
        String[] parts = path.split("\\.");
        return switch (parts[0]) {
            case "emails" -> "E-mail address " + number(parts);
            case "phones" -> "Phone number " + number(parts);
            case "addresses" -> "Postal address " + number(parts) + part(parts);
            case "dates" -> "Date " + number(parts) + part(parts);
            case "urls" -> "Website " + number(parts);
            default -> Words.capital(parts[0]);
        };
    }

    private static int number(String[] parts) {
        return parts.length < 2 ? 1 : Integer.parseInt(parts[1]) + 1;
    }

    private static String part(String[] parts) {
        return parts.length < 3 ? "" : ", " + parts[2] + ",";
    }
}
