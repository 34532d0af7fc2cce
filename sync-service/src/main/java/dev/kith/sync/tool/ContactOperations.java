package dev.kith.sync.tool;

import dev.kith.sync.crm.ContactPage;
import dev.kith.sync.crm.ContactSearch;
import dev.kith.sync.crm.ContactSort;
import dev.kith.sync.crm.Contacts;
import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.ProvenanceQueries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Finding people, and why their values are what they are. */
@ApplicationScoped
public class ContactOperations {

    private static final int USUAL_LIMIT = 25;
    private static final int HIGHEST_LIMIT = 100;
    private static final int LAST_PAGE = 1_000_000;

    private final Contacts contacts;
    private final ProvenanceQueries provenance;

    ContactOperations(Contacts contacts, ProvenanceQueries provenance) {
        this.contacts = contacts;
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
                ContactSearch.of(search, labels),
                order,
                Arguments.number("page", page, 1, LAST_PAGE),
                Arguments.number("limit", limit, USUAL_LIMIT, HIGHEST_LIMIT));
    }

    public Uni<ContactProvenance> explain(String contactId) {
        var id = Arguments.uuid("contactId", Arguments.required("contactId", contactId));
        return provenance.find(id).map(found -> found.orElseThrow(() -> new NotFoundException("contact")));
    }
}
