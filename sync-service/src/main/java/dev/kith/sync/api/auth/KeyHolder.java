package dev.kith.sync.api.auth;

import java.util.UUID;

/**
 * Who presented a key.
 *
 * @param id {@code null} for the bootstrap key of the configuration
 * @param machineId the machine whose batches an agent's key sends; {@code null} before its first batch
 */
public record KeyHolder(UUID id, String name, Role role, String machineId) {

    static final String ATTRIBUTE = "kith.key";

    static KeyHolder bootstrap() {
        return new KeyHolder(null, "bootstrap", Role.ADMIN, null);
    }
}
