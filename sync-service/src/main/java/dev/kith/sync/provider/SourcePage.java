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
        ProviderFailure streamFailure) {

    public SourcePage {
        contacts = List.copyOf(contacts);
        groups = List.copyOf(groups);
        seen = List.copyOf(seen);
    }

    public boolean last() {
        return nextPageToken == null;
    }

    public boolean empty() {
        return contacts.isEmpty() && groups.isEmpty() && seen.isEmpty() && unreadable == 0;
    }
}
