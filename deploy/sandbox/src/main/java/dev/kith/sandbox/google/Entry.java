package dev.kith.sandbox.google;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A contact or other contact as it stands after its last change.
 *
 * @param sourceId the id of the CONTACT source, in hexadecimal: it survives a rename
 * @param person the fields without metadata; {@code null} once deleted
 * @param profile fields of a linked Google profile; {@code null} without one
 * @param seq the number of the last change
 * @param version moves with every change and with every false modification
 * @param changedAt epoch milliseconds
 * @param before the state before the last change, for readers whom that change has not reached yet
 */
record Entry(
        String sourceId,
        String resourceName,
        List<String> previousNames,
        ObjectNode person,
        ObjectNode profile,
        long seq,
        long version,
        long changedAt,
        Entry before) {

    /** No write takes longer than this to become visible, so that older states need not be kept. */
    private static final long LONGEST_DELAY_MILLIS = 3_600_000;

    boolean deleted() {
        return person == null;
    }

    Entry withoutHistory() {
        return new Entry(sourceId, resourceName, previousNames, person, profile, seq, version, changedAt, null);
    }

    /** This state as the past of a new one. */
    Entry asPast(long now) {
        return changedAt + LONGEST_DELAY_MILLIS <= now ? withoutHistory() : this;
    }

    boolean isVisible(long now, long delayMillis) {
        return delayMillis == 0 || changedAt + delayMillis <= now;
    }

    /** The state a list shows that lags behind by so many milliseconds; {@code null} when there is none yet. */
    Entry visible(long now, long delayMillis) {
        Entry shown = this;
        while (shown != null && !shown.isVisible(now, delayMillis)) {
            shown = shown.before;
        }
        return shown;
    }
}
