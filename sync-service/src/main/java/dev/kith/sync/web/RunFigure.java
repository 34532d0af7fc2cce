package dev.kith.sync.web;

import dev.kith.sync.run.RunSummary;
import java.util.List;
import java.util.Locale;

/** One of the numbers of a run. Each entry that was read is in one of them only, but for the first and the conflicts. */
public record RunFigure(String name, String count) {

    static List<RunFigure> of(RunSummary summary) {
        return List.of(
                figure("Read", summary.fetched()),
                figure("New", summary.created()),
                figure("Updated", summary.updated()),
                figure("Unchanged", summary.unchanged()),
                figure("Left out", summary.skipped() - summary.unchanged()),
                figure("Gone", summary.deleted()),
                figure("Set aside", summary.quarantined()),
                figure("Conflicts", summary.conflicts()));
    }

    private static RunFigure figure(String name, int count) {
        return new RunFigure(name, String.format(Locale.ENGLISH, "%,d", count));
    }
}
