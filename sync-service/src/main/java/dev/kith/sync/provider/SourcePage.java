package dev.kith.sync.provider;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.SeenContact;
import java.util.List;

/**
 * One page of a source, mapped.
 *
 * @param stream which of the account's lists the page belongs to
 * @param nextPageToken {@code null} when the whole chain, all streams included, ends with this page
 * @param nextCursor the cursor for the next incremental sync; only on the chain's last page
 * @param streamComplete whether this page is the last of its stream
 * @param total how many contacts the source says the stream holds; {@code null} when it does not say
 * @param unreadable how many entries carried no readable id
 * @param streamFailure why this stream was left out of the run while the others went on; {@code null} when it was not
 * @param rejected contacts that were there but could not be read; everything else of the page is good
 * @param overlap how much of what is known the stream's listing holds; {@code null} where the provider does not compare
 */
public record SourcePage(
        String stream,
        List<CanonicalContact> contacts,
        List<CanonicalGroup> groups,
        List<SeenContact> seen,
        String nextPageToken,
        String nextCursor,
        boolean streamComplete,
        Integer total,
        int unreadable,
        ProviderFailure streamFailure,
        List<Rejected> rejected,
        Overlap overlap) {

    /**
     * A contact that could not be read.
     *
     * @param message why, for people, without any value of the contact
     */
    public record Rejected(String externalId, String message) {}

    /**
     * @param known how many contacts and groups of the stream are known
     * @param shared how many of them the source still lists
     */
    public record Overlap(int known, int shared) {}

    /** A page of which everything could be read and nothing was compared. */
    public SourcePage(
            String stream,
            List<CanonicalContact> contacts,
            List<CanonicalGroup> groups,
            List<SeenContact> seen,
            String nextPageToken,
            String nextCursor,
            boolean streamComplete,
            Integer total,
            int unreadable,
            ProviderFailure streamFailure) {
        this(
                stream,
                contacts,
                groups,
                seen,
                nextPageToken,
                nextCursor,
                streamComplete,
                total,
                unreadable,
                streamFailure,
                List.of(),
                null);
    }

    public SourcePage {
        contacts = List.copyOf(contacts);
        groups = List.copyOf(groups);
        seen = List.copyOf(seen);
        rejected = List.copyOf(rejected);
    }

    public boolean last() {
        return nextPageToken == null;
    }

    public boolean empty() {
        return contacts.isEmpty() && groups.isEmpty() && seen.isEmpty() && unreadable == 0 && rejected.isEmpty();
    }
}
