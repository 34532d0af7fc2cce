package dev.kith.sync.api.auth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A key as people see it; the key itself is shown once, when it is made.
 *
 * @param machineId the machine an agent's key speaks for
 */
public record ApiKey(
        UUID id,
        String name,
        Role role,
        @JsonInclude(JsonInclude.Include.NON_NULL) String machineId,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String key) {

    @Override
    public String toString() {
        return "ApiKey[" + id + ", " + role.wire() + "]";
    }
}
