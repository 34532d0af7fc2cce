package dev.kith.agent.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How far a message store was read.
 *
 * @param scannedAt when all of it was last read
 * @param since from when on everything up to {@code lastRow} was sent
 * @param standingSince the limit of runs that name none: fixed by the first of them, so that nothing falls out of a moving
 *     window before it was sent
 * @param anchors guids of some rows, by which a rebuilt database is known
 * @param recent a digest of what each of the last rows was sent as: they are read again because Messages may still change them
 * @param recentRows a digest of what each of these rows held itself
 * @param pending rows that were left out but may become messages
 * @param blocks a digest of each block of rows, by which a later scan finds what changed
 */
public record MessagesState(
        Instant syncedAt,
        Instant scannedAt,
        Instant since,
        Instant standingSince,
        long lastRow,
        Map<Long, String> anchors,
        Map<Long, String> recent,
        Map<Long, String> recentRows,
        List<Long> pending,
        Map<Long, String> blocks) {

    public MessagesState {
        anchors = anchors == null ? Map.of() : anchors;
        recent = recent == null ? Map.of() : recent;
        recentRows = recentRows == null ? Map.of() : recentRows;
        pending = pending == null ? List.of() : pending;
        blocks = blocks == null ? Map.of() : blocks;
        requireDigests(recent);
        requireDigests(recentRows);
        requireDigests(blocks);
    }

    /** Whoever reads a state that is none begins anew, which a digest that cannot be read later on could not lead to. */
    private static void requireDigests(Map<Long, String> digests) {
        for (String digest : digests.values()) {
            Long.parseUnsignedLong(digest, 16);
        }
    }
}
