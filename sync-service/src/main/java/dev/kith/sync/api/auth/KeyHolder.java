package dev.kith.sync.api.auth;

import dev.kith.sync.account.Accounts;
import dev.kith.sync.account.Initiator;
import dev.kith.sync.account.MacAccounts;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import java.util.UUID;

/**
 * Who asks: somebody with a key, or a person whom an identity provider vouched for.
 *
 * @param id {@code null} for the bootstrap key of the configuration, and for a person
 * @param machineId the machine an agent's key speaks for; {@code null} before its first batch, or first run it asks for
 */
public record KeyHolder(UUID id, String name, Role role, String machineId, boolean isPerson) {

    static final String ATTRIBUTE = "kith.key";

    static KeyHolder bootstrap() {
        return new KeyHolder(null, "bootstrap", Role.ADMIN, null, false);
    }

    static KeyHolder key(UUID id, String name, Role role, String machineId) {
        return new KeyHolder(id, name, role, machineId, false);
    }

    public static KeyHolder person(String name, Role role) {
        return new KeyHolder(null, name, role, null, true);
    }

    public static KeyHolder of(SecurityIdentity identity) {
        return identity.getAttribute(ATTRIBUTE);
    }

    /** How decisions of this holder are signed. */
    public String actor() {
        return (isPerson ? "person:" : "key:") + name;
    }

    /** This holder, where somebody without a key finishes what they began. */
    public Initiator initiator() {
        return new Initiator(actor(), role.wire());
    }

    /** An agent reads the runs of its own machine's stores, everybody else all. */
    public boolean mayReadRunsOf(String provider, String accountId) {
        return role != Role.AGENT
                || machineOf(provider, accountId)
                        .filter(machine -> machine.equals(machineId))
                        .isPresent();
    }

    static Optional<String> machineOf(String provider, String accountId) {
        return provider.equals(Accounts.MAC) ? MacAccounts.machineOf(accountId) : Optional.empty();
    }
}
