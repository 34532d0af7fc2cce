package dev.kith.agent.sync;

import dev.kith.agent.source.LeftOut;
import dev.kith.agent.source.messages.MessageReader;
import dev.kith.agent.source.messages.MessageVisitor;
import dev.kith.agent.state.MessagesState;
import dev.kith.model.Interaction;
import java.time.Instant;
import java.util.List;

/** One pass over a message store, remembered at safe places on the way. */
final class MessagePass implements MessageVisitor {

    /**
     * What the state says of a pass besides how far it came.
     *
     * @param scannedAt when all of the store was last read
     * @param since from when on everything that was read counts as sent
     * @param standing the limit of runs that name none
     */
    record Bounds(Instant scannedAt, Instant since, Instant standing) {}

    private static final int CHECKPOINT_ROWS = 100_000;

    private final AgentCall call;
    private final String account;
    private final MessageReader reader;
    private final MessageScan scan;
    private final MessageProgress progress;
    private final InteractionPages pages;
    private final MessageBlocks blocks;
    private final PhaseReport report;
    private final Bounds bounds;
    private final long knownRows;
    private long rowsSinceCheckpoint;
    private boolean stopped;

    MessagePass(
            AgentCall call,
            String account,
            MessageReader reader,
            MessageScan scan,
            MessageProgress progress,
            InteractionPages pages,
            MessageBlocks blocks,
            PhaseReport report,
            Bounds bounds) {
        this.call = call;
        this.account = account;
        this.reader = reader;
        this.scan = scan;
        this.progress = progress;
        this.pages = pages;
        this.blocks = blocks;
        this.report = report;
        this.bounds = bounds;
        this.knownRows = progress.lastRow();
    }

    /** Tells whether the end was reached. */
    boolean run() {
        List<Long> pending = progress.pendingBeforeOverlap();
        if (!pending.isEmpty()) {
            reader.these(pending, this);
        }
        if (!stopped) {
            reader.after(progress.overlapStart(), this);
        }
        blocks.end();
        return !stopped;
    }

    @Override
    public boolean known(long row, String guid, long fingerprint) {
        boolean known = progress.known(row, fingerprint);
        if (known) {
            progress.keep(row, guid, fingerprint);
        }
        return known;
    }

    @Override
    public boolean message(long row, String guid, long fingerprint, LeftOut leftOut, List<Interaction> interactions) {
        stopped = call.stop().isRequested();
        if (stopped) {
            return false;
        }
        if (!reader.settled(interactions)) {
            report.unsettled();
            return false;
        }
        if (leftOut != null && row > knownRows) {
            report.leftOut(leftOut, 1);
        }
        if (progress.changed(row, interactions)) {
            blocks.take(row, interactions);
        }
        progress.take(row, guid, fingerprint, leftOut != null && leftOut.passing(), interactions);
        if (++rowsSinceCheckpoint == CHECKPOINT_ROWS) {
            checkpoint();
        }
        return true;
    }

    private void checkpoint() {
        rowsSinceCheckpoint = 0;
        call.progress().at(progress.lastRow());
        // Half a rescan knows less than the state it set out to check.
        if (scan != MessageScan.RESCAN) {
            pages.checkpoint();
            remember();
        }
    }

    /** To be called when everything that was read is safe with the receiver. */
    void remember() {
        MessagesState now = progress.state(call.startedAt(), bounds.scannedAt(), since(), bounds.standing());
        call.states().change(state -> state.with(account, now));
    }

    boolean mayRemember() {
        return !stopped || scan != MessageScan.RESCAN;
    }

    /** A run that was told to look back less far left out what a later one must look for. */
    private Instant since() {
        Instant asked = reader.since();
        boolean narrower = call.request().days().isPresent() && asked.isAfter(bounds.since());
        return narrower && report.leftOut().containsKey(LeftOut.OLDER) ? asked : bounds.since();
    }
}
