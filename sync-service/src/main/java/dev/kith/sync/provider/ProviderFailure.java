package dev.kith.sync.provider;

import java.time.Duration;

/**
 * Why a source could not be read. Each kind has one policy; {@link #message()} tells a person what happened and what to
 * do, and never holds a token, a body or a personal value.
 */
public sealed interface ProviderFailure {

    String message();

    /** The machine name of this kind of failure, in runs, metrics and answers. */
    String code();

    /** The grant is gone: polling stops until somebody consents again. */
    record AuthRevoked(String message) implements ProviderFailure {
        @Override
        public String code() {
            return "auth_revoked";
        }
    }

    /** The grant lacks a scope. Only the stream that needs it stops when {@code stream} names one. */
    record ScopeMissing(String scope, String stream, String message) implements ProviderFailure {
        @Override
        public String code() {
            return "scope_missing";
        }
    }

    /** Too many requests: wait at least {@code retryAfter}. */
    record RateLimited(Duration retryAfter, String message) implements ProviderFailure {
        @Override
        public String code() {
            return "rate_limited";
        }
    }

    /** The cursor is no longer known: a full sync follows at once, once per cycle. */
    record CursorExpired(String message) implements ProviderFailure {
        @Override
        public String code() {
            return "cursor_expired";
        }
    }

    /** The page token is no longer known: the chain starts again, once per cycle, and the cursor stays. */
    record ChainBroken(String message) implements ProviderFailure {
        @Override
        public String code() {
            return "chain_broken";
        }
    }

    /** A passing fault: retried with backoff. */
    record Transient(String message) implements ProviderFailure {
        @Override
        public String code() {
            return "transient";
        }
    }

    /** The source answered something unreadable. */
    record Malformed(String message) implements ProviderFailure {
        @Override
        public String code() {
            return "malformed";
        }
    }

    /** Somebody other than the account's first owner answered: nothing of it is read. */
    record WrongIdentity(String message) implements ProviderFailure {
        @Override
        public String code() {
            return "wrong_identity";
        }
    }

    /** The address leads where nothing is sent to: a private network, a connection in the clear, a stranger's server. */
    record TargetRefused(String message) implements ProviderFailure {
        @Override
        public String code() {
            return "target_refused";
        }
    }

    /** Will not heal by itself: an operator has to act. */
    record Permanent(String message) implements ProviderFailure {
        @Override
        public String code() {
            return "permanent";
        }
    }
}
