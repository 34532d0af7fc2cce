package dev.kith.agent.sync;

import dev.kith.agent.state.MessagesState;
import dev.kith.model.Interaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a run learns about a message store while it reads it: the state that will stand when it is sent. */
final class MessageProgress {

    static final int BLOCK = 1024;
    private static final int RECENT = 500;
    private static final int ANCHORS = 8;
    private static final int PENDING = 5_000;

    private final TreeMap<Long, String> anchors = new TreeMap<>();
    private final TreeMap<Long, Long> recent = new TreeMap<>();
    private final TreeSet<Long> pending = new TreeSet<>();
    private final TreeMap<Long, Long> blocks = new TreeMap<>();
    private long lastRow;

    /** A scan from the first row on. */
    static MessageProgress fresh() {
        return new MessageProgress();
    }

    /** Goes on from what is known. */
    static MessageProgress after(MessagesState state) {
        MessageProgress progress = new MessageProgress();
        progress.anchors.putAll(state.anchors());
        state.recent().forEach((row, digest) -> progress.recent.put(row, Digests.parse(digest)));
        progress.pending.addAll(state.pending());
        state.blocks().forEach((block, digest) -> progress.blocks.put(block, Digests.parse(digest)));
        progress.lastRow = state.lastRow();
        return progress;
    }

    long lastRow() {
        return lastRow;
    }

    /** The row after which to read again: the last ones may have changed. */
    long overlapStart() {
        return recent.isEmpty() ? lastRow : recent.firstKey() - 1;
    }

    /** Rows before the overlap that may have become messages. */
    List<Long> pendingBeforeOverlap() {
        return List.copyOf(pending.headSet(overlapStart() + 1));
    }

    /** Whether a row that was read before says something else now. */
    boolean changed(long row, List<Interaction> interactions) {
        long known = recent.getOrDefault(row, 0L);
        return !interactions.isEmpty() && (row > lastRow || known != Digests.of(interactions));
    }

    /** Takes a row in, whether it was read before or not. */
    void take(long row, String guid, boolean mayBecome, List<Interaction> interactions) {
        long digest = Digests.of(interactions);
        long before = recent.getOrDefault(row, 0L);
        if (digest != before) {
            blocks.merge(row / BLOCK, digest - before, Long::sum);
        }
        if (row > overlapStart()) {
            recent.put(row, digest);
        }
        if (mayBecome) {
            pending.add(row);
        } else {
            pending.remove(row);
        }
        if (row > lastRow) {
            lastRow = row;
            if (guid != null) {
                anchors.put(row, guid);
            }
        }
        trim();
    }

    private void trim() {
        while (recent.size() > RECENT) {
            recent.pollFirstEntry();
        }
        while (anchors.size() > ANCHORS) {
            anchors.pollFirstEntry();
        }
        while (pending.size() > PENDING) {
            pending.pollFirst();
        }
    }

    MessagesState state(Instant syncedAt, Instant scannedAt, Instant since, Instant standing) {
        return new MessagesState(
                syncedAt,
                scannedAt,
                since,
                standing,
                lastRow,
                new TreeMap<>(anchors),
                text(recent),
                List.copyOf(pending),
                text(blocks));
    }

    private static Map<Long, String> text(TreeMap<Long, Long> digests) {
        return digests.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Digests.text(entry.getValue()), (one, other) -> one, TreeMap::new));
    }
}
