package dev.kith.sync.tool;

import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.ContactEditor;
import dev.kith.sync.crm.ContactExport;
import dev.kith.sync.crm.ContactPage;
import dev.kith.sync.crm.ContactSearch;
import dev.kith.sync.crm.ContactSort;
import dev.kith.sync.crm.ContactView;
import dev.kith.sync.crm.Contacts;
import dev.kith.sync.crm.InteractionPage;
import dev.kith.sync.crm.Interactions;
import dev.kith.sync.crm.Repeatable;
import dev.kith.sync.review.ActivityQueries;
import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.ProvenanceQueries;
import ezvcard.VCardVersion;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finding people, writing down what is known of them, and why their values are what they are. */
@ApplicationScoped
public class ContactOperations {

    private static final int USUAL_LIMIT = 25;
    private static final int HIGHEST_LIMIT = 100;

    /** More calls and messages with one person nobody has. */
    private static final int MOST_OF_ONE = 1_000_000;

    private final Contacts contacts;
    private final ContactEditor editor;
    private final ContactExport export;
    private final Interactions interactions;
    private final ActivityQueries activity;
    private final ProvenanceQueries provenance;

    ContactOperations(
            Contacts contacts,
            ContactEditor editor,
            ContactExport export,
            Interactions interactions,
            ActivityQueries activity,
            ProvenanceQueries provenance) {
        this.contacts = contacts;
        this.editor = editor;
        this.export = export;
        this.interactions = interactions;
        this.activity = activity;
        this.provenance = provenance;
    }

    /** @param search words that must each match; {@code null} for everybody */
    public Uni<ContactPage> search(String search, List<String> labels, String sort, String page, String limit) {
        var order = Arguments.optional(sort) == null
                ? ContactSort.NAME_ASC
                : ContactSort.of(sort.strip())
                        .orElseThrow(
                                () -> new InvalidRequestException("sort", "must be one of " + ContactSort.names()));
        return contacts.list(
                ContactSearch.of(Arguments.search(search), labels),
                order,
                Arguments.page(page),
                Arguments.number("limit", limit, USUAL_LIMIT, HIGHEST_LIMIT));
    }

    /** Those that a search finds, as vCards, some at a time. */
    public Multi<String> cards(String search, List<String> labels, String version) {
        return export.all(ContactSearch.of(Arguments.search(search), labels), version(version));
    }

    /** One contact as a vCard. */
    public Uni<String> card(UUID id, String version) {
        var wanted = version(version);
        return find(id).map(contact -> ContactExport.write(List.of(contact), wanted));
    }

    /** All that is held about one contact. */
    public Uni<WholeContact> whole(UUID id) {
        return find(id).chain(contact -> Uni.combine()
                .all()
                .unis(
                        provenance.find(contact.id()),
                        interactions.list(contact.id(), null, 1, MOST_OF_ONE),
                        activity.latest(contact.id(), null, null, MOST_OF_ONE))
                .with((explained, noted, happened) -> new WholeContact(
                        contact,
                        explained.orElse(null),
                        noted.map(InteractionPage::interactions).orElseGet(List::of),
                        happened)));
    }

    public Uni<ContactView> find(UUID id) {
        return contacts.find(id).map(ContactOperations::there);
    }

    /** @param request under whose key the contact is made only once */
    public Uni<ContactView> create(ContactEdit edit, Repeatable request) {
        return editor.create(edit, request);
    }

    /** Changes what was sent. */
    public Uni<ContactView> update(UUID id, ContactEdit edit, String actor) {
        return editor.update(id, edit, actor).map(ContactOperations::there);
    }

    /**
     * Takes the contact out of all lists; nothing of it is deleted.
     *
     * @param versions the states it may be in, as an {@code If-Match} header has them; {@code null} for any
     */
    public Uni<ContactView> archive(UUID id, String versions, String actor) {
        return editor.archive(id, versions, actor).map(ContactOperations::there);
    }

    /** Takes an archived contact back into all lists. */
    public Uni<ContactView> restore(UUID id, String actor) {
        return editor.restore(id, actor).map(ContactOperations::there);
    }

    private static ContactView there(Optional<ContactView> found) {
        return found.orElseThrow(() -> new NotFoundException("contact"));
    }

    private static VCardVersion version(String version) {
        return switch (Arguments.optional(version) == null ? "4.0" : version.strip()) {
            case "3.0" -> VCardVersion.V3_0;
            case "4.0" -> VCardVersion.V4_0;
            default -> throw new InvalidRequestException("version", "must be 3.0 or 4.0");
        };
    }

    public Uni<ContactProvenance> explain(String contactId) {
        var id = Arguments.uuid("contactId", Arguments.required("contactId", contactId));
        return provenance.find(id).map(found -> found.orElseThrow(() -> new NotFoundException("contact")));
    }
}
