package dev.kith.sync.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.run.StatusView;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What somebody sees of how accounts fare. */
class AccountCardTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final RunLine RUNNING =
            new RunLine("r", "", "full", "Running", "busy", null, null, "reading …", null, false, true, 0);

    @Test
    void doesNotHideTroubleBehindAnotherAttempt() {
        AccountCard card = card(status("carddav", "home", AccountHealth.DEGRADED, 0, NOW), RUNNING);

        assertThat(card.health()).isEqualTo("Having trouble");
        assertThat(card.needsSomebody()).isTrue();
        assertThat(card.running()).isNotNull();
    }

    @Test
    void saysThatAHealthyAccountIsSyncing() {
        AccountCard card = card(status("google", "home", AccountHealth.OK, 5, NOW), RUNNING);

        assertThat(card.health()).isEqualTo("Syncing now");
        assertThat(card.needsSomebody()).isFalse();
    }

    @Test
    void namesTheAccountsThatNeedSomebodyBeforeTheQuestions() {
        List<AccountCard> cards = Stream.of(
                        status("google", "home", AccountHealth.NEEDS_CONSENT, 5, NOW),
                        status("google", "work", AccountHealth.HELD, 5, NOW),
                        status("file", "import", AccountHealth.OK, 5, NOW))
                .map(status -> card(status))
                .toList();

        Overview overview = Overview.of(
                cards, List.of(new Overview.Attention("1 question", "/review")), List.of(), Bars.of(List.of()));

        assertThat(overview.headline()).isEqualTo("2 accounts need you.");
        assertThat(overview.attention())
                .extracting(Overview.Attention::text)
                .containsExactly("Google home: Needs you to sign in again", "1 question");
    }

    @Test
    void showsTheStoresOfAMacAsOne() {
        Instant earlier = NOW.minusSeconds(60);

        List<StatusView> accounts = Macs.asOne(List.of(
                status("file", "import", AccountHealth.OK, 1, NOW),
                status("macos", "Annas-Mac.local.5e0c", AccountHealth.OK, 60, earlier),
                status("macos", "Annas-Mac.local.89a0", AccountHealth.DEGRADED, 0, NOW),
                status("macos", "Bens-Mac.5e0c", AccountHealth.OK, 2, null)));

        assertThat(accounts).extracting(StatusView::accountId).containsExactly("import", "Annas-Mac.local", "Bens-Mac");
        assertThat(accounts.get(1).contactCount()).isEqualTo(60);
        assertThat(accounts.get(1).health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(accounts.get(1).lastSuccessAt()).isEqualTo(NOW);
    }

    private static AccountCard card(StatusView status, RunLine... running) {
        return AccountCard.of(status, List.of(running), NOW);
    }

    private static StatusView status(
            String provider, String account, AccountHealth health, long contacts, Instant lastSuccess) {
        return new StatusView(
                provider, account, health, "message", false, null, null, null, lastSuccess, null, null, contacts);
    }
}
