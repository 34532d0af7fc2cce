package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer of the People API.
 *
 * @param body {@code null} where the answer is no JSON object
 * @param retryAfter how long the server asks to be left alone
 */
record GoogleResponse(int status, JsonNode body, Optional<Duration> retryAfter) {

    static final int OK = 200;

    boolean ok() {
        return status == OK && body != null;
    }

    @Override
    public String toString() {
        return "GoogleResponse[" + status + "]";
    }
}
