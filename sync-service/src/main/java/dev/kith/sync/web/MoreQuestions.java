package dev.kith.sync.web;

import java.util.Map;

/**
 * Says that a list of questions was cut, and where the rest is.
 *
 * @param shown how many are shown of how many
 */
public record MoreQuestions(String shown, String path) {

    private static final int STEP = 12;

    /** As many as are asked for, or as many as one looks through at a time. */
    static int shown(Integer asked) {
        return asked == null || asked < STEP ? STEP : asked;
    }

    /**
     * {@code null} where all are shown.
     *
     * @param kind {@code null} for questions of every kind
     */
    static MoreQuestions of(int shown, Map<String, Long> open, String kind) {
        long all =
                kind == null ? open.values().stream().mapToLong(Long::longValue).sum() : open.getOrDefault(kind, 0L);
        return shown >= all
                ? null
                : new MoreQuestions(
                        "The " + shown + " that wait longest, of " + all + ".",
                        "/review?shown=" + (shown + STEP) + (kind == null ? "" : "&kind=" + kind));
    }
}
