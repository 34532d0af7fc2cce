package dev.kith.sync.api.auth;

import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.function.Supplier;

/** Signs people in and out. A session that a key opened ends with that key. */
@ApplicationScoped
public class Sessions {

    /** Somebody is signed in: the token goes into their browser's cookie, and nowhere else. */
    public record Opened(String token, KeyHolder holder) {

        @Override
        public String toString() {
            return "Opened[" + holder + "]";
        }
    }

    private final SessionStore store;
    private final ApiKeys keys;
    private final SessionConfig config;
    private final SecureRandom random = new SecureRandom();

    Sessions(SessionStore store, ApiKeys keys, SessionConfig config) {
        this.store = store;
        this.keys = keys;
        this.config = config;
    }

    /**
     * Opens a session with an API key. Fails with {@link SignInRefusedException}.
     *
     * @param address the network address that asks, by which failed attempts are counted
     */
    public Uni<Opened> openWithKey(String key, String address) {
        return limited(address, () -> open(KeyHash.of(key)));
    }

    /** The same with the token of a link made by {@link #link}. */
    public Uni<Opened> openWithLink(String token, String address) {
        return limited(
                address,
                () -> store.useLink(new SecretToken(token))
                        .chain(hash -> hash.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : open(new KeyHash(hash.get()))));
    }

    /** Opens a session for somebody whom an identity provider vouched for. */
    public Uni<Opened> openFor(KeyHolder person) {
        return open(person, null);
    }

    /** The token of a link that signs in once, as the holder of the key which the request presented. */
    public Uni<String> link(SecurityIdentity identity) {
        KeyHash hash = identity.getAttribute(KeyIdentities.HASH);
        SecretToken token = SecretToken.random(random);
        return store.makeLink(token, hash.hex(), config.linkLifetime()).replaceWith(token.value());
    }

    Uni<Optional<KeyHolder>> holderOf(String token) {
        return store.find(new SecretToken(token), config.idle()).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            SessionStore.Stored session = found.get();
            return session.keyHash() != null
                    ? keys.holderOf(new KeyHash(session.keyHash()))
                    : Uni.createFrom()
                            .item(Role.of(session.role()).map(role -> KeyHolder.person(session.subject(), role)));
        });
    }

    public Uni<Void> end(String token) {
        return store.end(new SecretToken(token));
    }

    private Uni<Opened> limited(String address, Supplier<Uni<Optional<Opened>>> attempt) {
        String source = KeyHash.of(address).hex();
        return store.failures(source, config.failureWindow()).chain(failures -> {
            if (failures >= config.failures()) {
                throw new SignInRefusedException(SignInRefusedException.Reason.TOO_MANY_ATTEMPTS);
            }
            return attempt.get()
                    .chain(opened -> opened.isPresent()
                            ? Uni.createFrom().item(opened.get())
                            : store.failed(source)
                                    .chain(() -> Uni.createFrom()
                                            .failure(new SignInRefusedException(
                                                    SignInRefusedException.Reason.UNKNOWN))));
        });
    }

    private Uni<Optional<Opened>> open(KeyHash hash) {
        return keys.holderOf(hash)
                .map(holder -> holder.filter(found -> found.role() != Role.AGENT))
                .chain(holder -> holder.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : open(holder.get(), hash.hex()).map(Optional::of));
    }

    private Uni<Opened> open(KeyHolder holder, String keyHash) {
        SecretToken token = SecretToken.random(random);
        return store.open(token, keyHash, holder, config.lifetime()).replaceWith(new Opened(token.value(), holder));
    }
}
