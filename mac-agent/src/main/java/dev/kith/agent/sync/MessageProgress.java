package dev.kith.agent.sync;

import dev.kith.agent.state.MessagesState;
import dev.kith.model.Interaction;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a run learns about a message store while it reads it: the state that will stand when it is sent. */
final class MessageProgress {

    static final int BLOCK = 1024;
    private static final int RECENT = 500;
    private static final int ANCHORS = 8;
    private static final int PENDING = 5_000;

    private record Seen(long row, String guid, long fingerprint, long digest) {}

    private final Map<Long, Long> known = new HashMap<>();
    private final Map<Long, Long> fingerprints = new HashMap<>();
    private final TreeSet<Long> pending = new TreeSet<>();
    private final TreeMap<Long, Long> blocks = new TreeMap<>();
    private final Deque<Seen> recent = new ArrayDeque<>();
    private final TreeMap<Long, String> oldAnchors = new TreeMap<>();
    private long knownRow;
    private long lastRow;
    private long overlapStart;
    private long openBlock;
    private long openSum;

    /** A scan from the first row on. */
    static MessageProgress fresh() {
        return new MessageProgress();
    }

    /** Goes on from what is known. */
    static MessageProgress after(MessagesState state) {
        MessageProgress progress = new MessageProgress();
        progress.knownRow = state.lastRow();
        progress.lastRow = state.lastRow();
        progress.overlapStart = state.lastRow();
        // Loops, since each lambda costs a run that has nothing new to send a millisecond.
        for (Map.Entry<Long, String> row : state.recent().entrySet()) {
            progress.known.put(row.getKey(), Digests.parse(row.getValue()));
            progress.overlapStart = Math.min(progress.overlapStart, row.getKey() - 1);
        }
        for (Map.Entry<Long, String> row : state.recentRows().entrySet()) {
            progress.fingerprints.put(row.getKey(), Digests.parse(row.getValue()));
        }
        for (Map.Entry<Long, String> block : state.blocks().entrySet()) {
            progress.blocks.put(block.getKey(), Digests.parse(block.getValue()));
        }
        progress.pending.addAll(state.pending());
        progress.oldAnchors.putAll(state.anchors());
        return progress;
    }

    long lastRow() {
        return lastRow;
    }

    /** The row after which to read again: the last ones may have changed. */
    long overlapStart() {
        return overlapStart;
    }

    /** Rows before the overlap that may have become messages. */
    List<Long> pendingBeforeOverlap() {
        return List.copyOf(pending.headSet(overlapStart + 1));
    }

    /** Whether a row was sent and holds the same since. */
    boolean known(long row, long fingerprint) {
        // New rows, by far the most in a first run, are asked for in no map.
        return before(row) != 0 && Long.valueOf(fingerprint).equals(fingerprints.get(row));
    }

    /** Takes a known row in. */
    void keep(long row, String guid, long fingerprint) {
        remember(new Seen(row, guid, fingerprint, before(row)));
    }

    /** Whether a row says something that was not sent yet. */
    boolean changed(long row, List<Interaction> interactions) {
        return !interactions.isEmpty() && (row > knownRow || before(row) != Digests.of(interactions));
    }

    private long before(long row) {
        return row > knownRow ? 0 : known.getOrDefault(row, 0L);
    }

    /** Takes a row in, whether it was read before or not. */
    void take(long row, String guid, long fingerprint, boolean mayBecome, List<Interaction> interactions) {
        long digest = Digests.of(interactions);
        long before = before(row);
        if (digest != before) {
            add(row / BLOCK, digest - before);
        }
        if (row > overlapStart) {
            remember(new Seen(row, guid, fingerprint, digest));
        }
        if (mayBecome) {
            pending.add(row);
            if (pending.size() > PENDING) {
                pending.pollFirst();
            }
        } else if (row <= knownRow) {
            pending.remove(row);
        }
        lastRow = Math.max(lastRow, row);
    }

    private void remember(Seen seen) {
        recent.addLast(seen);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    /** Rows come block by block: the map is only asked when the next one begins. */
    private void add(long block, long difference) {
        if (block != openBlock) {
            closeBlock();
            openBlock = block;
        }
        openSum += difference;
    }

    private void closeBlock() {
        if (openSum != 0) {
            blocks.merge(openBlock, openSum, Long::sum);
        }
        openSum = 0;
    }

    MessagesState state(Instant syncedAt, Instant scannedAt, Instant since, Instant standing) {
        closeBlock();
        Map<Long, String> digests = new TreeMap<>();
        Map<Long, String> rows = new TreeMap<>();
        for (Seen seen : recent) {
            digests.put(seen.row(), Digests.text(seen.digest()));
            if (seen.digest() != 0) {
                rows.put(seen.row(), Digests.text(seen.fingerprint()));
            }
        }
        Map<Long, String> sums = new TreeMap<>();
        blocks.forEach((block, digest) -> sums.put(block, Digests.text(digest)));
        return new MessagesState(
                syncedAt, scannedAt, since, standing, lastRow, anchors(), digests, rows, List.copyOf(pending), sums);
    }

    private Map<Long, String> anchors() {
        TreeMap<Long, String> anchors = new TreeMap<>();
        List<Seen> newest = new ArrayList<>(recent);
        for (int i = newest.size() - 1; i >= 0 && anchors.size() < ANCHORS; i--) {
            if (newest.get(i).guid() != null) {
                anchors.put(newest.get(i).row(), newest.get(i).guid());
            }
        }
        return anchors.isEmpty() ? oldAnchors : anchors;
    }
}
