package dev.kith.sync.web;

import dev.kith.sync.api.auth.ApiKey;
import java.time.Instant;

/** A key as a line of a list. */
public record KeyLine(String id, String name, String role, Moment madeAt) {

    static KeyLine of(ApiKey key, Instant now) {
        return new KeyLine(key.id().toString(), key.name(), key.role().wire(), Moment.of(key.createdAt(), now));
    }
}
