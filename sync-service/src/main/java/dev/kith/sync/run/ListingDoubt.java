package dev.kith.sync.run;

import dev.kith.sync.provider.SourcePage;
import java.util.Optional;

/** Judges whether a listing can be of what was read before: a server may have been emptied, or be another one. */
final class ListingDoubt {

    private ListingDoubt() {}

    /**
     * @param overlap {@code null} where nothing was compared
     * @return why the listing is not read without asking, for people; nothing when it may be
     */
    static Optional<String> judge(SourcePage.Overlap overlap) {
        if (overlap == null || overlap.shared() * 2L >= overlap.known()) {
            return Optional.empty();
        }
        return Optional.of("The source lists only " + overlap.shared() + " of the " + overlap.known()
                + " contacts and groups that were known of one of its lists: it was emptied, or is another one."
                + " Nothing of that list was read or marked deleted: approve the run if that is right, reject it if"
                + " not.");
    }
}
