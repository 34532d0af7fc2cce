package dev.kith.sync.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.ProviderFailure;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.ChainBroken;
import dev.kith.sync.provider.ProviderFailure.CursorExpired;
import dev.kith.sync.provider.ProviderFailure.Malformed;
import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.ProviderFailure.RateLimited;
import dev.kith.sync.provider.ProviderFailure.ScopeMissing;
import dev.kith.sync.provider.ProviderFailure.TargetRefused;
import dev.kith.sync.provider.ProviderFailure.Transient;
import dev.kith.sync.provider.ProviderFailure.WrongIdentity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailurePolicyTest {

    private static final List<ProviderFailure> EVERY_KIND = List.of(
            new AuthRevoked(""),
            new ScopeMissing("", "", ""),
            new RateLimited(Duration.ZERO, ""),
            new CursorExpired(""),
            new ChainBroken(""),
            new Transient(""),
            new Malformed(""),
            new WrongIdentity(""),
            new TargetRefused(""),
            new Permanent(""));

    @Test
    void knowsEveryKindOfFailure() {
        assertThat(EVERY_KIND).hasSameSizeAs(ProviderFailure.class.getPermittedSubclasses());
        assertThat(EVERY_KIND)
                .allSatisfy(failure -> assertThat(FailurePolicy.of(failure)).isNotNull());
    }
}
