package dev.kith.agent.command;

import dev.kith.agent.source.LeftOut;
import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.sqlite.Rung;
import dev.kith.agent.sync.PhaseReport;
import dev.kith.agent.sync.Progress;
import dev.kith.agent.sync.StoreIssue;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells how a run goes: lines for everybody, a bar where somebody watches. */
final class ProgressLines implements Progress {

    private final PrintWriter err;
    private final Paint paint;
    private final boolean bars;
    private final boolean verbose;
    private final boolean dryRun;
    private ProgressBar bar;

    ProgressLines(PrintWriter err, boolean interactive, boolean verbose, boolean dryRun) {
        this.err = err;
        this.paint = new Paint(interactive);
        this.bars = interactive;
        this.verbose = verbose;
        this.dryRun = dryRun;
    }

    @Override
    public void phase(Kind kind) {
        err.println(paint.strong("Phase " + (kind.ordinal() + 1) + ": Syncing " + kind.text() + "..."));
    }

    @Override
    public void begin(Kind kind, long total) {
        if (bars) {
            bar = new ProgressBarBuilder()
                    .setTaskName("  " + kind.text())
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public void at(long position) {
        if (bar != null) {
            bar.stepTo(position);
        }
    }

    @Override
    public void end() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void done(PhaseReport report) {
        end();
        String kind = report.kind().text();
        if (report.storesRead() > 0) {
            err.println("  Found " + number(report.foundCount()) + " "
                    + (report.kind() == Kind.CONTACTS
                            ? kind + " in " + stores(report.storesRead())
                            : "new " + kind + " in lookback period"));
            err.println("  " + paint.good("✓ " + (dryRun ? "Would send " : "Sent ") + sent(report)));
        }
        if (!report.leftOut().isEmpty()) {
            err.println("  Left out: "
                    + report.leftOut().entrySet().stream()
                            .map(entry -> number(entry.getValue()) + " "
                                    + entry.getKey().text())
                            .collect(Collectors.joining(", ")));
        }
        warnings(report);
        if (verbose) {
            report.rungs().forEach(rung -> err.println("  Read by: " + rung.text()));
            report.runs().forEach(run -> err.println("  Run " + run.runId() + " of " + run.accountId()));
        }
        err.println();
    }

    private void warnings(PhaseReport report) {
        if (report.leftOut().containsKey(LeftOut.UNREADABLE)) {
            err.println(
                    "  "
                            + paint.warning(
                                    "! " + number(report.leftOut().get(LeftOut.UNREADABLE))
                                            + " records could not be understood: they have no id of their own, or an address that macOS encrypted."));
        }
        if (report.tooBigCount() > 0) {
            err.println("  "
                    + paint.warning("! " + report.tooBigCount()
                            + " contacts are too big to send. Shorten their notes and run again."));
        }
        if (report.rungs().contains(Rung.COPY) && verbose) {
            err.println("  Read from a private copy: the database could not be read in place without a trace.");
        }
        if (report.wasStopped()) {
            err.println("  " + paint.warning("! Stopped. The next run goes on from here."));
        }
        report.issues().forEach(this::issue);
    }

    private void issue(StoreIssue issue) {
        switch (issue.problem()) {
            case MISSING -> err.println("  There is no " + issue.kind().text() + " store at " + issue.path() + ".");
            case DENIED, LOCKED, NOT_A_DATABASE, CORRUPT, UNKNOWN_SCHEMA, NO_TEMPORARY_FOLDER, UNREADABLE -> {
                err.println("  "
                        + paint.bad("✗ " + issue.path() + " (" + issue.kind().text() + "): "
                                + issue.problem()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ') + ", " + issue.message()
                                + "."));
                err.println("    " + issue.problem().nextStep());
            }
        }
    }

    private static String sent(PhaseReport report) {
        return switch (report.kind()) {
            case CONTACTS ->
                number(report.sentCount()) + " contacts"
                        + (report.deletedCount() > 0 ? " and " + number(report.deletedCount()) + " deletions" : "");
            case MESSAGES -> number(report.sentCount()) + " message interactions";
            case CALLS -> number(report.sentCount()) + " call interactions";
        };
    }

    private static String stores(int count) {
        return count == 1 ? "one store" : count + " stores";
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
