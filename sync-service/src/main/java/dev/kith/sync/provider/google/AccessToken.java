package dev.kith.sync.provider.google;

import java.time.Instant;
import java.util.Set;

/**
 * What requests are made with, for about an hour.
 *
 * @param scopes what was really granted; empty where Google did not say
 */
record AccessToken(String value, Instant expiresAt, Set<String> scopes) {

    AccessToken {
        scopes = Set.copyOf(scopes);
    }

    /** Whether asking for the stream can make sense. People may untick permissions when they consent. */
    boolean mayRead(Stream stream) {
        return scopes.isEmpty() || stream.readableWith().stream().anyMatch(scopes::contains);
    }

    @Override
    public String toString() {
        return "AccessToken[redacted]";
    }
}
