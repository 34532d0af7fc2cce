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
        RATE_LIMITED,
        INTERNAL,
        UNAVAILABLE,
        HTML_BAD_GATEWAY,
        RESET,
        TRUNCATED,
        STALL,
        /** Headers and half of the body, then silence. */
        STALLED_BODY,
        EXPIRED_SYNC_TOKEN,
        INVALID_ARGUMENT
    }
}
