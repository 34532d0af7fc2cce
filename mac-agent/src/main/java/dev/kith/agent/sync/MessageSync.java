package dev.kith.agent.sync;

import dev.kith.agent.source.MacStore;
import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.source.messages.MessageAnchors;
import dev.kith.agent.source.messages.MessageReader;
import dev.kith.agent.source.messages.MessageWindow;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreOpener;
import dev.kith.agent.state.MessagesState;
import dev.kith.agent.sync.PhaseReport.SentRun;
import dev.kith.model.InteractionBatch;
import dev.kith.model.SyncMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Sends the messages that came since the last run, or all of them. */
final class MessageSync {

    /** Messages writes a row first and who sent it a moment later. */
    private static final Duration SETTLE = Duration.ofSeconds(3);

    private final AgentCall call;
    private final StoreOpener opener;
    private final PhaseReport report = new PhaseReport(Kind.MESSAGES);

    MessageSync(AgentCall call, StoreOpener opener) {
        this.call = call;
        this.opener = opener;
    }

    PhaseReport run(MacStore store, List<SentRun> contactRuns) {
        try (OpenStore open = opener.open(store.path())) {
            sync(store, open, contactRuns);
        } catch (StoreException e) {
            report.issue(StoreIssue.of(store, e));
        }
        return report;
    }

    private void sync(MacStore store, OpenStore open, List<SentRun> contactRuns) {
        String account = store.accountId(call.machineId());
        MessagesState before = call.states().state().messages().get(account);
        Instant now = call.startedAt();
        Lookback lookback = Lookback.of(
                call.request().days(),
                call.config().initialLookbackDays(),
                before == null || call.request().full() ? null : before.standingSince(),
                now);
        MessageReader reader = new MessageReader(
                open,
                new MessageWindow(lookback.since(), now.minus(SETTLE), call.latest()),
                call.config().defaultRegion());
        MessageAnchors anchors = new MessageAnchors(open);
        MessageScan scan = MessageScan.of(
                before, call.request().full(), before == null || anchors.hold(before.anchors()), lookback.since(), now);
        InteractionPages pages = new InteractionPages(
                call,
                account,
                InteractionBatch.MESSAGES,
                scan == MessageScan.FULL ? SyncMode.FULL : SyncMode.INCREMENTAL,
                contactRuns);
        report.store(open.rung());
        call.progress().begin(Kind.MESSAGES, anchors.last());
        MessageBlocks blocks =
                new MessageBlocks(scan == MessageScan.RESCAN ? before.blocks() : Map.of(), pages, report);
        boolean goesOn = scan == MessageScan.INCREMENTAL;
        MessagePass pass = new MessagePass(
                call,
                account,
                reader,
                scan,
                goesOn ? MessageProgress.after(before) : MessageProgress.fresh(),
                pages,
                blocks,
                report,
                new MessagePass.Bounds(
                        goesOn ? before.scannedAt() : now,
                        goesOn ? before.since() : lookback.since(),
                        lookback.standing()));
        send(account, open, pages, pass);
        call.progress().end();
    }

    private void send(String account, OpenStore open, InteractionPages pages, MessagePass pass) {
        boolean whole = pass.run();
        open.checkUnchanged();
        if (!whole) {
            pages.checkpoint();
            report.stopped();
        } else if (pages.finish()) {
            report.run(account, pages.runId());
        }
        if (pass.mayRemember()) {
            pass.remember();
        }
    }
}
