package dev.kith.sync.web;

import dev.kith.sync.log.replay.ReplayView;
import java.time.Instant;

/**
 * A replay as a line of a list.
 *
 * @param scope whose records it is about, and from when on
 * @param tone how its state looks: ok, busy or bad
 */
public record ReplayLine(String id, String scope, String state, String tone, Moment startedAt) {

    static ReplayLine of(ReplayView replay, Instant now) {
        return new ReplayLine(
                replay.replayId().toString(),
                scope(replay),
                state(replay),
                tone(replay),
                Moment.of(replay.startedAt(), now));
    }

    private static String scope(ReplayView replay) {
        String from = replay.from() == null
                ? "from the beginning"
                : "from " + Moment.of(replay.from(), replay.startedAt()).full();
        if (replay.provider() == null) {
            return "Everything, " + from;
        }
        String source = replay.accountId() == null
                ? Words.provider(replay.provider())
                : Words.source(replay.provider(), replay.accountId());
        return source + ", " + from;
    }

    private static String state(ReplayView replay) {
        return switch (replay.state()) {
            case "RUNNING" -> running(replay);
            case "SUCCEEDED" -> replay.dryRun() ? "Dry run done" : "Applied";
            case "CANCELLED" -> "Cancelled";
            default -> "Failed";
        };
    }

    private static String running(ReplayView replay) {
        if (replay.waiting()) {
            return "Waiting for the log to be applied";
        }
        return replay.checking() ? "Checking the plan" : replay.dryRun() ? "Dry run" : "Applying";
    }

    private static String tone(ReplayView replay) {
        return switch (replay.state()) {
            case "RUNNING" -> "busy";
            case "SUCCEEDED" -> "ok";
            default -> "bad";
        };
    }
}
