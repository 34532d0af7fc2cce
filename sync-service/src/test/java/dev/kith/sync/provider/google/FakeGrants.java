package dev.kith.sync.provider.google;

import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.account.OAuthGrantStore;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Grants in memory, and a database that can be switched off. */
final class FakeGrants implements OAuthGrantStore {

    private final Map<UUID, OAuthGrant> grants = new ConcurrentHashMap<>();
    private volatile boolean readable = true;
    private volatile boolean writable = true;

    void give(SourceAccount account, String refreshToken) {
        grants.put(account.id(), new OAuthGrant("client", "client-secret", refreshToken, Set.of()));
    }

    String refreshToken(SourceAccount account) {
        return grants.get(account.id()).refreshToken();
    }

    void readable(boolean whether) {
        readable = whether;
    }

    void writable(boolean whether) {
        writable = whether;
    }

    @Override
    public Uni<OAuthGrant> load(SourceAccount account) {
        return Uni.createFrom().item(() -> {
            if (!readable) {
                throw new IllegalStateException("the database is away");
            }
            return grants.get(account.id());
        });
    }

    @Override
    public Uni<Void> replaceRefreshToken(SourceAccount account, OAuthGrant exchanged, String refreshToken) {
        return Uni.createFrom().item(() -> {
            if (!writable) {
                throw new IllegalStateException("the database is away");
            }
            give(account, refreshToken);
            return null;
        });
    }
}
