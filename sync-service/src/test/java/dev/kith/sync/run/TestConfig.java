package dev.kith.sync.run;

import java.time.Duration;

/** The documented defaults. */
record TestConfig(int concurrentRuns) implements SyncConfig {

    @Override
    public Duration interval() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration fullRefreshAfter() {
        return Duration.ofDays(6);
    }

    @Override
    public Duration lease() {
        return Duration.ofSeconds(30);
    }

    @Override
    public String tick() {
        return "1s";
    }

    @Override
    public Duration chainLifetime() {
        return Duration.ofHours(6);
    }

    @Override
    public Breaker breaker() {
        return new Breaker() {
            @Override
            public int maxDeletes() {
                return 10;
            }

            @Override
            public int maxDeletePercent() {
                return 5;
            }
        };
    }
}
