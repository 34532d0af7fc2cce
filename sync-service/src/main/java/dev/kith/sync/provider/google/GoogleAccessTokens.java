package dev.kith.sync.provider.google;

import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.account.OAuthGrantStore;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens of all accounts.
 *
 * <ol>
 *   <li>An account's token is kept until shortly before it expires.
 *   <li>Callers who ask while it is refreshed share that refresh.
 *   <li>A refresh token that Google replaces is stored before the access token that came with it is used.
 *   <li>A failed refresh is not kept: the next caller asks again.
 *   <li>A token that Google refused is given up, and only that one: a newer one stays.
 * </ol>
 */
final class GoogleAccessTokens {

    /** Exchanges a refresh token; fails with {@link ProviderException}. */
    interface Refresher {
        Uni<Refreshed> refresh(OAuthGrant grant);
    }

    /**
     * What a refresh gave.
     *
     * @param refreshToken {@code null} when the old one stays
     */
    record Refreshed(String accessToken, Instant expiresAt, String refreshToken) {
        @Override
        public String toString() {
            return "Refreshed[redacted]";
        }
    }

    private sealed interface State {

        /** Somebody asks Google; everybody waits for the same answer. */
        record Refreshing(Uni<String> shared) implements State {}

        /** A token that can be used. */
        record Steady(String accessToken, Instant expiresAt) implements State {}
    }

    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final OAuthGrantStore grants;
    private final Refresher refresher;
    private final Clock clock;
    private final Map<UUID, State> states = new ConcurrentHashMap<>();

    GoogleAccessTokens(OAuthGrantStore grants, Refresher refresher, Clock clock) {
        this.grants = grants;
        this.refresher = refresher;
        this.clock = clock;
    }

    Uni<String> get(SourceAccount account) {
        return Uni.createFrom().deferred(() -> {
            State state = states.compute(account.id(), (id, known) -> usable(known) ? known : refreshing(account));
            return state instanceof State.Refreshing refreshing
                    ? refreshing.shared()
                    : Uni.createFrom().item(((State.Steady) state).accessToken());
        });
    }

    /** Gives up a token that Google refused. */
    void refused(SourceAccount account, String accessToken) {
        states.computeIfPresent(
                account.id(),
                (id, state) -> state instanceof State.Steady steady
                                && steady.accessToken().equals(accessToken)
                        ? null
                        : state);
    }

    void forget(SourceAccount account) {
        states.remove(account.id());
    }

    private boolean usable(State state) {
        return state instanceof State.Refreshing
                || state instanceof State.Steady steady
                        && clock.instant().isBefore(steady.expiresAt().minus(MARGIN));
    }

    private State refreshing(SourceAccount account) {
        Uni<String> shared = grants.load(account)
                .chain(grant -> refresher.refresh(grant).chain(refreshed -> keep(account, grant, refreshed)))
                .invoke(refreshed ->
                        states.put(account.id(), new State.Steady(refreshed.accessToken(), refreshed.expiresAt())))
                .map(Refreshed::accessToken)
                .onTermination()
                .invoke((token, failure, cancelled) -> {
                    if (failure != null || cancelled) {
                        states.computeIfPresent(
                                account.id(), (id, state) -> state instanceof State.Refreshing ? null : state);
                    }
                })
                .memoize()
                .indefinitely();
        return new State.Refreshing(shared);
    }

    private Uni<Refreshed> keep(SourceAccount account, OAuthGrant grant, Refreshed refreshed) {
        String replaced = refreshed.refreshToken();
        return replaced == null || replaced.equals(grant.refreshToken())
                ? Uni.createFrom().item(refreshed)
                : grants.replaceRefreshToken(account, replaced).replaceWith(refreshed);
    }
}
