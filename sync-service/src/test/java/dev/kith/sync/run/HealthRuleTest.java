package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.account.AccountStatus;
import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.ProviderFailure.ScopeMissing;
import dev.kith.sync.provider.ProviderFailure.Transient;
import dev.kith.sync.provider.ProviderFailure.WrongIdentity;
import dev.kith.sync.run.HealthRule.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthRuleTest {

    private static final Verdict OK = new Verdict(AccountHealth.OK, null);

    @Test
    void asksForConsentAtOnceWhenOnlyTheOwnerCanHelp() {
        List<ProviderFailure> failures =
                List.of(new AuthRevoked("again"), new ScopeMissing("s", null, "again"), new WrongIdentity("again"));

        assertThat(failures)
                .allSatisfy(failure -> assertThat(HealthRule.afterFailure(failure, 1))
                        .contains(new Verdict(AccountHealth.NEEDS_CONSENT, "again")));
    }

    @Test
    void callsAPassingFaultNothingUntilTheThirdInARow() {
        assertThat(HealthRule.afterFailure(new Transient("t"), 2)).isEmpty();
        assertThat(HealthRule.afterFailure(new Transient("Check the network."), 3))
                .hasValueSatisfying(verdict -> {
                    assertThat(verdict.health()).isEqualTo(AccountHealth.DEGRADED);
                    assertThat(verdict.message()).contains("3 syncs failed in a row", "Check the network.");
                });
    }

    @Test
    void degradesAtOnceWhenAnOperatorHasToAct() {
        assertThat(HealthRule.afterFailure(new Permanent("act"), 1))
                .contains(new Verdict(AccountHealth.DEGRADED, "act"));
    }

    @Test
    void hidesEverythingBehindAPause() {
        var stored = new Verdict(AccountHealth.NEEDS_CONSENT, "again");

        assertThat(HealthRule.visible(AccountStatus.PAUSED, stored, 5, "s").health())
                .isEqualTo(AccountHealth.PAUSED);
    }

    @Test
    void forgetsADegradationOnceARunSucceeded() {
        var stored = new Verdict(AccountHealth.DEGRADED, "act");

        assertThat(HealthRule.visible(AccountStatus.ACTIVE, stored, 0, null)).isEqualTo(OK);
        assertThat(HealthRule.visible(AccountStatus.ACTIVE, stored, 1, null)).isEqualTo(stored);
    }

    @Test
    void namesAStreamThatWasLeftOut() {
        assertThat(HealthRule.visible(AccountStatus.ACTIVE, OK, 0, "Grant the other scope."))
                .isEqualTo(new Verdict(AccountHealth.DEGRADED, "Grant the other scope."));
    }

    @Test
    void keepsHeldAndNeedsConsentWhateverElseHappens() {
        for (var health : List.of(AccountHealth.HELD, AccountHealth.NEEDS_CONSENT)) {
            var stored = new Verdict(health, "decide");

            assertThat(HealthRule.visible(AccountStatus.ACTIVE, stored, 0, "s")).isEqualTo(stored);
        }
    }
}
