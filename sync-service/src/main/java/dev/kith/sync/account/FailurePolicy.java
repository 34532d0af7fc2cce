package dev.kith.sync.account;

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
import java.util.Map;

/** What a failure of a source asks for. Each kind of failure has exactly one. */
public enum FailurePolicy {
    /** Only the owner can heal it: polling stops until new credentials come. */
    RECONSENT,
    /** Read everything again, once per cycle. */
    FULL_SYNC,
    /** Begin the chain of pages again, once per cycle. */
    RESTART_CHAIN,
    /** Try again later, and later each time. */
    RETRY,
    /** Somebody has to act; tried again at the usual interval. */
    OPERATOR;

    private static final Map<Class<? extends ProviderFailure>, FailurePolicy> BY_FAILURE = Map.of(
            AuthRevoked.class, RECONSENT,
            ScopeMissing.class, RECONSENT,
            WrongIdentity.class, RECONSENT,
            CursorExpired.class, FULL_SYNC,
            ChainBroken.class, RESTART_CHAIN,
            RateLimited.class, RETRY,
            Transient.class, RETRY,
            Malformed.class, RETRY,
            TargetRefused.class, OPERATOR,
            Permanent.class, OPERATOR);

    public static FailurePolicy of(ProviderFailure failure) {
        return BY_FAILURE.get(failure.getClass());
    }
}
