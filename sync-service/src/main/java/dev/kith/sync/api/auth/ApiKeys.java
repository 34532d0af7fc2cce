package dev.kith.sync.api.auth;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes, finds and revokes keys. */
@ApplicationScoped
public class ApiKeys {

    /** Of what a key is for. */
    public static final int LONGEST_NAME = 100;

    private static final String PREFIX = "kith_";
    private static final int BYTES = 32;

    private final KeyStore store;
    private final Optional<KeyHash> bootstrap;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(KeyStore store, Config config, @ConfigProperty(name = "kith.api-key") Optional<String> bootstrapKey) {
        requireNotLeftEmpty(config);
        this.store = store;
        this.bootstrap = bootstrapKey.filter(key -> !key.isBlank()).map(KeyHash::of);
    }

    /** An empty one counts as none, and would shut everybody out in silence where a person forgot to fill it in. */
    private static void requireNotLeftEmpty(Config config) {
        String written = config.getConfigValue("kith.api-key").getRawValue();
        if (written != null && written.isBlank()) {
            throw new ConfigurationException(
                    "Kith cannot start: KITH_API_KEY is empty. Set it to what openssl rand -hex 32"
                            + " prints, or leave the variable out where there are other keys.");
        }
    }

    void atStart(@Observes @Priority(PublicAddress.SETTINGS_FIRST) StartupEvent started) {
        // Making this bean has checked the setting.
    }

    Uni<Optional<KeyHolder>> holderOf(KeyHash hash) {
        return bootstrap.filter(hash::matches).isPresent()
                ? Uni.createFrom().item(Optional.of(KeyHolder.bootstrap()))
                : store.find(hash);
    }

    /**
     * Has an agent's key speak for the machine it first spoke for.
     *
     * @return whether it speaks for this machine; keys of people speak for none
     */
    public Uni<Boolean> bind(KeyHolder holder, String machineId) {
        if (holder.role() != Role.AGENT || machineId.equals(holder.machineId())) {
            return Uni.createFrom().item(holder.role() == Role.AGENT);
        }
        return store.bind(holder.id(), machineId);
    }

    /**
     * Whether the holder may read a run that it names. Only whoever sent a run knows its id: with the first one that it asks
     * for, the key of an agent that sends through the broker tells the machine it speaks for.
     */
    public Uni<Boolean> mayRead(KeyHolder holder, String provider, String accountId) {
        Optional<String> machine = KeyHolder.machineOf(provider, accountId);
        return holder.role() == Role.AGENT && holder.machineId() == null && machine.isPresent()
                ? bind(holder, machine.get())
                : Uni.createFrom().item(holder.mayReadRunsOf(provider, accountId));
    }

    public Uni<List<ApiKey>> list() {
        return store.list();
    }

    /**
     * The only answer that ever holds the key itself.
     *
     * @param machineId the machine an agent's key speaks for; {@code null} for whose batch it sends first
     */
    public Uni<ApiKey> create(String name, Role role, String machineId) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return store.insert(
                name,
                role,
                machineId,
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** @return whether there was such a key */
    public Uni<Boolean> revoke(UUID id) {
        return store.revoke(id);
    }
}
