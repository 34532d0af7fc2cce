package dev.kith.sandbox.google;

/**
 * Something that goes wrong on a certain call.
 *
 * @param endpoint the path it strikes, such as {@code /v1/people/me/connections}
 * @param call which call of that endpoint from now on, counted from 1
 * @param kind what happens
 */
public record Fault(String endpoint, int call, Kind kind) {

    /** What can go wrong. */
    public enum Kind {
        UNAUTHORIZED,
        SCOPE_MISSING,
        /** 403 with the reason in {@code errors}, as older quotas say it. */
        LEGACY_QUOTA,
        RATE_LIMITED,
        INTERNAL,
        UNAVAILABLE,
        HTML_BAD_GATEWAY,
        EXPIRED_SYNC_TOKEN,
        INVALID_ARGUMENT,
        /** The connection ends without an answer. */
        RESET,
        /** The connection ends in the middle of the body. */
        TRUNCATED,
        /** Headers and half of the body, then silence. */
        STALLED_BODY,
        /** The body ends in its middle, while HTTP knows of nothing wrong. */
        HALF_BODY,
        /** No answer comes. */
        STALL,
        /** The body comes in small pieces. */
        SLOW_BODY
    }
}
