package dev.kith.sync.web;

import dev.kith.sync.api.auth.Role;
import dev.kith.sync.crm.ContactView;
import dev.kith.sync.crm.SearchTerms;
import dev.kith.sync.tool.ContactOperations;
import dev.kith.sync.tool.ReviewOperations;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The people. */
@Path("/people")
@Produces(MediaType.TEXT_HTML)
class PeoplePages {

    private static final int SHOWN = 30;
    private static final int MERGE_CHOICES = 10;
    private static final String ARCHIVED = "Archived: out of all lists, and nothing is deleted.";

    private final Pages pages;
    private final ContactOperations contacts;
    private final ReviewOperations operations;
    private final PersonLoader persons;
    private final Clock clock;

    PeoplePages(
            Pages pages, ContactOperations contacts, ReviewOperations operations, PersonLoader persons, Clock clock) {
        this.pages = pages;
        this.contacts = contacts;
        this.operations = operations;
        this.persons = persons;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> list(@RestQuery String search, @RestQuery String page, @RestQuery String done) {
        return Uni.combine()
                .all()
                .unis(pages.page("People", Section.PEOPLE), find(search, page, SHOWN))
                .with((around, found) -> Templates.people(around.with(notice(done)), found));
    }

    /** The list alone, for a search that follows what is typed. */
    @GET
    @Path("/results")
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> results(@RestQuery String search) {
        return find(search, null, SHOWN).map(Templates::results);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Role.VIEW)
    public Uni<TemplateInstance> person(UUID id, @RestQuery String done) {
        return contacts.find(id)
                .chain(contact -> Uni.combine()
                        .all()
                        .unis(pages.page(contact.values().name(), Section.PEOPLE), persons.of(contact))
                        .with((page, person) -> Templates.person(page.with(notice(done, contact)), person)));
    }

    @GET
    @Path("/{id}/merge")
    @RolesAllowed(Role.OPERATE)
    public Uni<TemplateInstance> chooseOther(UUID id, @RestQuery String search) {
        return contacts.find(id)
                .chain(contact -> Uni.combine()
                        .all()
                        .unis(
                                pages.page("Merge " + contact.values().name(), Section.PEOPLE),
                                find(
                                        search == null
                                                ? firstWords(contact.values().name())
                                                : search,
                                        null,
                                        MERGE_CHOICES))
                        .with((page, found) ->
                                Templates.merge(page, PersonSummary.of(contact, clock.instant()), found)));
    }

    @POST
    @Path("/{id}/merge")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> merge(UUID id, @RestForm String otherId) {
        return operations
                .merge(id, otherId, pages.actor())
                .map(merge -> Redirect.to("/people/" + merge.survivorId(), "done", "merged"));
    }

    @POST
    @Path("/{id}/archive")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> archive(UUID id) {
        return contacts.archive(id, null, pages.actor())
                .map(contact -> Redirect.to("/people/" + contact.id(), "done", "archived"));
    }

    @POST
    @Path("/{id}/restore")
    @RolesAllowed(Role.OPERATE)
    public Uni<Response> restore(UUID id) {
        return contacts.restore(id, pages.actor())
                .map(contact -> Redirect.to("/people/" + contact.id(), "done", "restored"));
    }

    /** A name may have more words than a search takes. */
    private static String firstWords(String name) {
        return SearchTerms.of(name).stream().limit(SearchTerms.MOST).collect(Collectors.joining(" "));
    }

    private Uni<PeopleList> find(String search, String page, int limit) {
        return contacts.search(search, List.of(), null, page, String.valueOf(limit))
                .map(found -> PeopleList.of(found, search == null ? "" : search, clock.instant()));
    }

    /** What was just done to somebody, which can be taken back at once where nothing else undoes it. */
    private static Page.Notice notice(String done, ContactView contact) {
        return "archived".equals(done) && contact.archivedAt() != null
                ? new Page.Notice(ARCHIVED, "/people/" + contact.id() + "/restore")
                : notice(done);
    }

    private static Page.Notice notice(String done) {
        return switch (done == null ? "" : done) {
            case "saved" -> new Page.Notice("Saved. No source will overwrite what you changed.", null);
            case "merged" -> new Page.Notice("Merged. You can undo it below.", null);
            case "parted" -> MergePages.PARTED;
            case "archived" -> new Page.Notice(ARCHIVED, null);
            case "restored" -> new Page.Notice("Back in all lists.", null);
            case "erased" -> new Page.Notice("Erased. No source, Mac or replay brings this person back.", null);
            default -> null;
        };
    }
}
