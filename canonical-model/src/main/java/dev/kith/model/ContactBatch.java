package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One page, or part of a page, of a source: the value of a record on a contacts topic.
 *
 * @param stream which list of the account this page belongs to: {@code contacts}, {@code other}, or an address book
 * @param pageToken the provider's token this page was fetched with; {@code null} on a stream's first page
 * @param nextPageToken the provider's token of the page after this one; {@code null} on a stream's last
 * @param nextSyncCursor the account's cursor after this run, covering all streams; only on the run's last page
 * @param checkpoint opaque provider state with which a take-over resumes after this page
 * @param streamComplete whether the stream's chain ended with this page
 * @param total how many contacts the provider says the stream holds; {@code null} when it does not say
 * @param seen contacts known unchanged, without a body
 * @param unreadable how many entries of the page had no readable external id; any forbids the sweep
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record ContactBatch(
        String provider,
        String accountId,
        String stream,
        RunPosition run,
        Instant fetchedAt,
        String pageToken,
        String nextPageToken,
        String nextSyncCursor,
        String checkpoint,
        boolean streamComplete,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer total,
        List<CanonicalContact> contacts,
        List<CanonicalGroup> groups,
        List<SeenContact> seen,
        int unreadable) {

    public ContactBatch {
        provider = Components.id(provider, "provider");
        accountId = Components.id(accountId, "accountId");
        stream = Components.id(stream, "stream");
        Components.present(run, "run");
        pageToken = Components.opaque(pageToken);
        nextPageToken = Components.opaque(nextPageToken);
        nextSyncCursor = Components.opaque(nextSyncCursor);
        checkpoint = Components.opaque(checkpoint);
        if (total != null) {
            Components.notNegative(total, "total");
        }
        contacts = Components.list(contacts, "contacts");
        groups = Components.list(groups, "groups");
        seen = Components.list(seen, "seen");
        Components.notNegative(unreadable, "unreadable");
    }

    /** How many contacts this batch speaks of. */
    public int size() {
        return contacts.size() + seen.size();
    }

    /** One part of this page. The unreadable count travels with the first. */
    ContactBatch part(
            int part,
            int parts,
            List<CanonicalGroup> someGroups,
            List<CanonicalContact> someContacts,
            List<SeenContact> someSeen) {
        return new ContactBatch(
                provider,
                accountId,
                stream,
                run.part(part, parts),
                fetchedAt,
                pageToken,
                nextPageToken,
                nextSyncCursor,
                checkpoint,
                streamComplete,
                total,
                someContacts,
                someGroups,
                someSeen,
                part == 1 ? unreadable : 0);
    }

    /** The same page at another place of a run. */
    public ContactBatch withRun(RunPosition other) {
        return new ContactBatch(
                provider,
                accountId,
                stream,
                other,
                fetchedAt,
                pageToken,
                nextPageToken,
                nextSyncCursor,
                checkpoint,
                streamComplete,
                total,
                contacts,
                groups,
                seen,
                unreadable);
    }

    /** The same page with other contacts on it, and the same seen ones. */
    public ContactBatch withContacts(List<CanonicalContact> others) {
        return withContacts(others, seen);
    }

    /** The same page with other contacts on it. */
    public ContactBatch withContacts(List<CanonicalContact> others, List<SeenContact> otherSeen) {
        return new ContactBatch(
                provider,
                accountId,
                stream,
                run,
                fetchedAt,
                pageToken,
                nextPageToken,
                nextSyncCursor,
                checkpoint,
                streamComplete,
                total,
                others,
                groups,
                otherSeen,
                unreadable);
    }

    @Override
    public String toString() {
        return "ContactBatch[run=" + run + ", contacts=" + contacts.size() + ", groups=" + groups.size() + ", seen="
                + seen.size() + "]";
    }
}
