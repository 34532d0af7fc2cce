package dev.kith.sync.web;

import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import java.time.Instant;
import java.util.Locale;

/**
 * A run as a line of a list.
 *
 * @param tone how its state looks: ok, busy, warn or bad
 * @param counts what it did, in words
 */
public record RunLine(
        String id,
        String source,
        String mode,
        String state,
        String tone,
        Moment startedAt,
        Moment endedAt,
        String counts,
        String error,
        boolean held,
        boolean running,
        int quarantined) {

    static RunLine of(RunView run, Instant now) {
        return new RunLine(
                run.runId().toString(),
                Words.source(run.provider(), run.accountId()),
                run.mode().name().toLowerCase(Locale.ROOT),
                state(run.state()),
                tone(run.state()),
                Moment.of(run.startedAt(), now),
                Moment.of(run.endedAt(), now),
                counts(run),
                run.error() == null ? null : run.error().message(),
                run.state() == RunState.HELD,
                run.state() == RunState.RUNNING,
                run.summary().quarantined());
    }

    private static String counts(RunView run) {
        var summary = run.summary();
        var text = new StringBuilder();
        add(text, summary.created(), "new");
        add(text, summary.updated(), "updated");
        add(text, summary.unchanged(), "unchanged");
        add(text, summary.skipped() - summary.unchanged(), "left out");
        add(text, summary.deleted(), "gone");
        add(text, summary.conflicts(), summary.conflicts() == 1 ? "conflict" : "conflicts");
        add(text, summary.quarantined(), "set aside");
        return text.isEmpty() ? (run.state() == RunState.RUNNING ? "reading …" : "nothing new") : text.toString();
    }

    private static void add(StringBuilder text, int count, String what) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " · ")
                    .append(String.format(Locale.ENGLISH, "%,d", count))
                    .append(' ')
                    .append(what);
        }
    }

    private static String state(RunState state) {
        return switch (state) {
            case RUNNING -> "Running";
            case SUCCEEDED -> "Done";
            case PARTIAL -> "Done, with leftovers";
            case FAILED -> "Failed";
            case HELD -> "On hold";
        };
    }

    private static String tone(RunState state) {
        return switch (state) {
            case RUNNING -> "busy";
            case SUCCEEDED -> "ok";
            case PARTIAL, HELD -> "warn";
            case FAILED -> "bad";
        };
    }
}
