package dev.kith.sync.api.auth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes, finds and revokes keys. */
@ApplicationScoped
public class ApiKeys {

    private static final String PREFIX = "kith_";
    private static final int BYTES = 32;

    private final KeyStore store;
    private final Optional<KeyHash> bootstrap;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(KeyStore store, @ConfigProperty(name = "kith.api-key") Optional<String> bootstrapKey) {
        this.store = store;
        this.bootstrap = bootstrapKey.filter(key -> !key.isBlank()).map(KeyHash::of);
    }

    Uni<Optional<KeyHolder>> holderOf(String key) {
        KeyHash hash = KeyHash.of(key);
        return bootstrap.filter(hash::matches).isPresent()
                ? Uni.createFrom().item(Optional.of(KeyHolder.bootstrap()))
                : store.find(hash);
    }

    public Uni<List<ApiKey>> list() {
        return store.list();
    }

    /** The only answer that ever holds the key itself. */
    public Uni<ApiKey> create(String name, Role role) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return store.insert(
                name, role, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** @return whether there was such a key */
    public Uni<Boolean> revoke(UUID id) {
        return store.revoke(id);
    }
}
