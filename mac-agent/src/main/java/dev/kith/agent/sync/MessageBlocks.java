package dev.kith.agent.sync;

import dev.kith.model.Interaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Decides, block by block of rows, what of a scan is sent: of a block that says what it said before, nothing. Holds one
 * block in memory.
 */
final class MessageBlocks {

    private final Map<Long, String> known;
    private final InteractionPages pages;
    private final PhaseReport report;
    private final List<Interaction> held = new ArrayList<>();
    private long block = -1;
    private long rows;

    /** @param known digests by block; empty where everything is to be sent */
    MessageBlocks(Map<Long, String> known, InteractionPages pages, PhaseReport report) {
        this.known = known;
        this.pages = pages;
        this.report = report;
    }

    void take(long row, List<Interaction> interactions) {
        if (known.isEmpty()) {
            send(1, interactions);
            return;
        }
        if (row / MessageProgress.BLOCK != block) {
            end();
            block = row / MessageProgress.BLOCK;
        }
        held.addAll(interactions);
        rows++;
    }

    /** Decides on the last block. */
    void end() {
        String digest = known.get(block);
        if (rows > 0 && (digest == null || Digests.parse(digest) != Digests.of(held))) {
            send(rows, held);
        }
        held.clear();
        rows = 0;
    }

    private void send(long messages, List<Interaction> interactions) {
        report.found(messages);
        report.sent(interactions.size());
        pages.add(interactions);
    }
}
