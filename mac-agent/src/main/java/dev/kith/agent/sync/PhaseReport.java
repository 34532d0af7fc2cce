package dev.kith.agent.sync;

import dev.kith.agent.ExitCode;
import dev.kith.agent.source.LeftOut;
import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.sqlite.Rung;
import dev.kith.agent.sqlite.StoreException.Problem;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What came of contacts, of messages, or of calls. */
public final class PhaseReport {

    /** A run that was begun at the service. */
    public record SentRun(String accountId, UUID runId) {}

    private final Kind kind;
    private final Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
    private final List<StoreIssue> issues = new ArrayList<>();
    private final List<SentRun> runs = new ArrayList<>();
    private final List<Rung> rungs = new ArrayList<>();
    private int stores;
    private long found;
    private long sent;
    private long deleted;
    private int tooBig;
    private boolean stopped;
    private boolean unsettled;

    PhaseReport(Kind kind) {
        this.kind = kind;
    }

    void store(Rung rung) {
        stores++;
        rungs.add(rung);
    }

    void found(long count) {
        found += count;
    }

    void sent(int count) {
        sent += count;
    }

    void deleted(int count) {
        deleted += count;
    }

    void leftOut(LeftOut reason, int count) {
        if (count > 0) {
            leftOut.merge(reason, count, Integer::sum);
        }
    }

    void tooBig(int count) {
        tooBig += count;
    }

    void issue(StoreIssue issue) {
        issues.add(issue);
    }

    void run(String accountId, UUID runId) {
        runs.add(new SentRun(accountId, runId));
    }

    void stopped() {
        stopped = true;
    }

    void unsettled() {
        unsettled = true;
    }

    public Kind kind() {
        return kind;
    }

    public int storesRead() {
        return stores;
    }

    /** Rows that count: people, messages, calls. */
    public long foundCount() {
        return found;
    }

    /** People, or interactions: a message to a group is one with each member. */
    public long sentCount() {
        return sent;
    }

    public long deletedCount() {
        return deleted;
    }

    public Map<LeftOut, Integer> leftOut() {
        return leftOut;
    }

    public int tooBigCount() {
        return tooBig;
    }

    public List<StoreIssue> issues() {
        return issues;
    }

    public List<SentRun> runs() {
        return runs;
    }

    /** Whether some store could only be read at rest or by a copy. */
    public List<Rung> rungs() {
        return rungs;
    }

    public boolean wasStopped() {
        return stopped;
    }

    /** Whether something was so new that a run some seconds later is needed to send it. */
    public boolean isUnsettled() {
        return unsettled;
    }

    Stream<ExitCode> exitCodes() {
        boolean recordsLost = tooBig > 0 || leftOut.containsKey(LeftOut.UNREADABLE);
        return Stream.concat(
                issues.stream()
                        .filter(issue -> issue.problem() != Problem.MISSING)
                        .map(StoreIssue::exitCode),
                recordsLost ? Stream.of(ExitCode.INCOMPLETE) : Stream.empty());
    }
}
