package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.account.OAuthGrant;
import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.provider.google.GoogleAccessTokens.Refreshed;
import dev.kith.sync.testing.MutableClock;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GoogleAccessTokensTest {

    private static final Duration LIFE = Duration.ofHours(1);

    private final SourceAccount account = account("home");
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final FakeGrants grants = new FakeGrants();
    private final List<String> exchanged = new ArrayList<>();
    private final List<UniEmitter<? super Refreshed>> waiting = new ArrayList<>();
    private final GoogleAccessTokens tokens = new GoogleAccessTokens(grants, this::refresh, clock);

    private static SourceAccount account(String id) {
        return new SourceAccount(UUID.randomUUID(), "google", id, "US", null, Map.of());
    }

    private Uni<Refreshed> refresh(OAuthGrant grant) {
        return Uni.createFrom().emitter(emitter -> {
            exchanged.add(grant.refreshToken());
            waiting.add(emitter);
        });
    }

    @BeforeEach
    void grant() {
        grants.give(account, "refresh");
    }

    private CompletableFuture<AccessToken> ask() {
        return tokens.get(account).subscribeAsCompletionStage();
    }

    private void answer(int call, String accessToken, String refreshToken) {
        waiting.get(call)
                .complete(new Refreshed(accessToken, clock.instant().plus(LIFE), refreshToken, Set.of("scope")));
    }

    private void refuse(int call) {
        waiting.get(call).fail(new ProviderException(new ProviderFailure.AuthRevoked("revoked")));
    }

    /** Has the next refresh give this token. */
    private AccessToken obtain(String accessToken) {
        var asked = ask();
        answer(waiting.size() - 1, accessToken, null);
        return asked.join();
    }

    private static String value(CompletableFuture<AccessToken> asked) {
        assertThat(asked).isCompleted();
        return asked.join().value();
    }

    @Test
    void sharesOneRefreshAmongAllWhoAsk() {
        var first = ask();
        var second = ask();
        answer(0, "access", null);

        assertThat(value(first)).isEqualTo("access");
        assertThat(value(second)).isEqualTo("access");
        assertThat(value(ask())).isEqualTo("access");
        assertThat(exchanged).containsExactly("refresh");
    }

    @Test
    void keepsEachAccountsTokenToItself() {
        SourceAccount other = account("other");
        grants.give(other, "refresh-other");
        var mine = ask();
        var theirs = tokens.get(other).subscribeAsCompletionStage();
        answer(1, "their-access", null);
        answer(0, "my-access", null);

        assertThat(value(mine)).isEqualTo("my-access");
        assertThat(value(theirs)).isEqualTo("their-access");
    }

    @Test
    void refreshesShortlyBeforeTheTokenExpires() {
        obtain("access");
        clock.advance(LIFE.minusSeconds(61));
        assertThat(value(ask())).isEqualTo("access");

        clock.advance(Duration.ofSeconds(1));
        var renewed = ask();
        answer(1, "renewed", null);

        assertThat(value(renewed)).isEqualTo("renewed");
    }

    @Test
    void tellsWhatWasGranted() {
        var asked = ask();
        answer(0, "access", null);

        assertThat(asked.join().scopes()).containsExactly("scope");
    }

    @Test
    void failsAllWhoWaitAndAsksAgainForTheNext() {
        var first = ask();
        var second = ask();
        refuse(0);
        var third = ask();
        answer(1, "access", null);

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        assertThat(value(third)).isEqualTo("access");
    }

    @Test
    void storesAReplacedRefreshTokenBeforeTheAccessTokenIsUsed() {
        var asked = ask();
        answer(0, "access", "rotated");

        assertThat(value(asked)).isEqualTo("access");
        assertThat(grants.refreshToken(account)).isEqualTo("rotated");
        assertThat(value(ask())).isEqualTo("access");
        assertThat(exchanged).hasSize(1);
    }

    @Test
    void losesNoReplacedRefreshTokenWhileItCannotBeStored() {
        grants.writable(false);
        var asked = ask();
        answer(0, "access", "rotated");
        assertThat(asked).isCompletedExceptionally();
        assertThat(ask()).as("still not stored").isCompletedExceptionally();

        grants.writable(true);

        assertThat(value(ask())).isEqualTo("access");
        assertThat(grants.refreshToken(account)).isEqualTo("rotated");
        assertThat(exchanged).as("Google gives it only once").hasSize(1);
    }

    @Test
    void saysWhenCredentialsCannotBeRead() {
        grants.readable(false);

        Failures.of(tokens.get(account), ProviderFailure.Transient.class);
    }

    @Test
    void givesARefusedTokenUpButNotANewerOne() {
        AccessToken old = obtain("old");
        tokens.refused(account, old);
        obtain("new");

        tokens.refused(account, old);

        assertThat(value(ask())).isEqualTo("new");
        assertThat(exchanged).hasSize(2);
    }

    /** Another instance may have been given the new credentials: only the stored grant tells. */
    @Test
    void usesNoTokenOfFormerCredentials() {
        obtain("old");
        grants.give(account, "given-anew");

        var asked = ask();
        answer(1, "new", null);

        assertThat(value(asked)).isEqualTo("new");
        assertThat(exchanged).containsExactly("refresh", "given-anew");
    }

    @Test
    void forgetsARefreshThatNewCredentialsOvertook() {
        var overtaken = ask();
        grants.give(account, "given-anew");
        tokens.forget(account);
        var asked = ask();
        answer(1, "new", null);
        answer(0, "old", null);

        assertThat(value(overtaken)).isEqualTo("old");
        assertThat(value(asked)).isEqualTo("new");
        assertThat(value(ask())).isEqualTo("new");
    }

    @Test
    void showsNoTokenInItsTexts() {
        Refreshed refreshed = new Refreshed("secret-access", clock.instant(), "secret-refresh", Set.of());

        assertThat(refreshed.toString() + new AccessToken("secret-access", clock.instant(), Set.of()))
                .doesNotContain("secret");
    }
}
