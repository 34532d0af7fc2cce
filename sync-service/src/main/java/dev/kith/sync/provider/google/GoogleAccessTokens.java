package dev.kith.sync.provider.google;

import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.account.OAuthGrantStore;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Access tokens of all accounts.
 *
 * <ol>
 *   <li>An account's token is kept until shortly before it expires, and only as long as the stored grant is the one it was
 *       made from: another instance may have been given a new one.
 *   <li>Callers who ask while it is refreshed share that refresh.
 *   <li>A refresh token that Google replaces is stored before the access token that came with it is used. If it cannot be
 *       stored, it is kept in memory and stored before anything else: Google gives it only once.
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
     * @param scopes empty where Google does not say
     */
    record Refreshed(String accessToken, Instant expiresAt, String refreshToken, Set<String> scopes) {
        @Override
        public String toString() {
            return "Refreshed[redacted]";
        }
    }

    private sealed interface State {

        /** The refresh token it came from. */
        String from();

        /** Somebody asks Google; everybody waits for the same answer. */
        record Refreshing(String from, Object flight, Uni<AccessToken> shared) implements State {}

        /** A token that can be used. */
        record Steady(String from, AccessToken token) implements State {}

        /** Google replaced the refresh token, and the new one could not be stored yet. */
        record Unsaved(String from, Refreshed refreshed) implements State {}
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

    Uni<AccessToken> get(SourceAccount account) {
        return grants.load(account)
                .chain(grant -> current(account, grant))
                .onFailure(failure -> !(failure instanceof ProviderException))
                .transform(GoogleAccessTokens::unreachableStore);
    }

    /** Gives up a token that Google refused. */
    void refused(SourceAccount account, AccessToken token) {
        states.computeIfPresent(
                account.id(),
                (id, state) ->
                        state instanceof State.Steady steady && steady.token().equals(token) ? null : state);
    }

    void forget(SourceAccount account) {
        states.remove(account.id());
    }

    private Uni<AccessToken> current(SourceAccount account, OAuthGrant grant) {
        State state = states.compute(
                account.id(), (id, known) -> usable(known, grant) ? known : refreshing(account, grant, known));
        return state instanceof State.Refreshing refreshing
                ? refreshing.shared()
                : Uni.createFrom().item(((State.Steady) state).token());
    }

    private boolean usable(State state, OAuthGrant grant) {
        if (state == null || !state.from().equals(grant.refreshToken())) {
            return false;
        }
        return state instanceof State.Refreshing
                || state instanceof State.Steady steady
                        && clock.instant().isBefore(steady.token().expiresAt().minus(MARGIN));
    }

    private State refreshing(SourceAccount account, OAuthGrant grant, State known) {
        Object flight = new Object();
        boolean given = known instanceof State.Unsaved && known.from().equals(grant.refreshToken());
        Uni<Refreshed> answer =
                given ? Uni.createFrom().item(((State.Unsaved) known).refreshed()) : refresher.refresh(grant);
        Uni<AccessToken> shared = answer.chain(refreshed -> save(account, grant, refreshed)
                        .onFailure()
                        .invoke(() -> settle(account, flight, new State.Unsaved(grant.refreshToken(), refreshed))))
                .invoke(steady -> settle(account, flight, steady))
                .onFailure()
                .invoke(() -> settle(account, flight, null))
                .map(State.Steady::token)
                .memoize()
                .indefinitely();
        return new State.Refreshing(grant.refreshToken(), flight, shared);
    }

    /** Ends a refresh, unless credentials changed meanwhile and it no longer counts. */
    private void settle(SourceAccount account, Object flight, State next) {
        states.computeIfPresent(
                account.id(),
                (id, state) ->
                        state instanceof State.Refreshing refreshing && refreshing.flight() == flight ? next : state);
    }

    private Uni<State.Steady> save(SourceAccount account, OAuthGrant grant, Refreshed refreshed) {
        AccessToken token = new AccessToken(refreshed.accessToken(), refreshed.expiresAt(), refreshed.scopes());
        String replaced = refreshed.refreshToken();
        return replaced == null || replaced.equals(grant.refreshToken())
                ? Uni.createFrom().item(new State.Steady(grant.refreshToken(), token))
                : grants.replaceRefreshToken(account, grant, replaced)
                        .replaceWith(() -> new State.Steady(replaced, token));
    }

    private static ProviderException unreachableStore(Throwable failure) {
        return new ProviderException(
                new ProviderFailure.Transient(
                        "The stored credentials could not be read or written: look after the database. It is tried again."),
                failure);
    }
}
