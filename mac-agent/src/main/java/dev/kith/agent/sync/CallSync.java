package dev.kith.agent.sync;

import dev.kith.agent.source.MacStore;
import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.source.calls.CallReader;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreOpener;
import dev.kith.agent.state.CallsState;
import dev.kith.agent.sync.PhaseReport.SentRun;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.SyncMode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Sends the calls that were not sent yet. The history is short, so each run reads all of it. */
final class CallSync {

    private final AgentCall call;
    private final StoreOpener opener;
    private final PhaseReport report = new PhaseReport(Kind.CALLS);

    CallSync(AgentCall call, StoreOpener opener) {
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
        CallsState before = call.states().state().calls().get(account);
        boolean full = call.request().full() || before == null;
        Lookback lookback = Lookback.of(
                call.request().days(),
                call.config().initialLookbackDays(),
                full ? null : before.standingSince(),
                call.startedAt());
        InteractionPages pages = new InteractionPages(
                call, account, InteractionBatch.CALLS, full ? SyncMode.FULL : SyncMode.INCREMENTAL, contactRuns);
        report.store(open.rung());
        Set<String> known = full ? Set.of() : before.sent();
        Set<String> sent = new TreeSet<>();
        new CallReader(open, lookback.since(), call.latest()).forEach((leftOut, interactions) -> {
            if (leftOut != null) {
                report.leftOut(leftOut, 1);
                return;
            }
            String digest = digest(interactions);
            sent.add(digest);
            if (!known.contains(digest)) {
                report.found(1);
                report.sent(interactions.size());
                pages.add(interactions);
            }
        });
        open.checkUnchanged();
        if (pages.finish()) {
            report.run(account, pages.runId());
        }
        // Calls outside of a narrower look stay known.
        if (call.request().days().isPresent()) {
            sent.addAll(known);
        }
        CallsState now = new CallsState(call.startedAt(), lookback.since(), lookback.standing(), sent);
        call.states().change(state -> state.with(account, now));
    }

    /** A call that is still going on has no duration yet. */
    private static String digest(List<Interaction> interactions) {
        Interaction first = interactions.get(0);
        long how = 31L * first.type().ordinal() + (first.durationSeconds() == null ? 0 : first.durationSeconds());
        return Digests.text(Digests.of(interactions) + how);
    }
}
