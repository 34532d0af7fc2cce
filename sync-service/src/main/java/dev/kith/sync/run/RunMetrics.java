package dev.kith.sync.run;

import dev.kith.model.SyncMode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What this instance's runs came to. No tag ever names an account. */
@Singleton
final class RunMetrics {

    /** Ends of reading, by provider, mode and outcome: published, unchanged, halted, postponed, lost or a failure's code. */
    static final String READS = "kith.sync.reads";
    /** Seconds since the epoch at which an account of the provider was last read to the end. */
    static final String LAST_SUCCESS = "kith.sync.last.success.seconds";
    /** Deletions by provider and outcome: applied or held. */
    static final String DELETIONS = "kith.sync.deletions";
    /** Accounts this instance works on now. */
    static final String ACTIVE = "kith.sync.active";

    static final String TAG_PROVIDER = "provider";
    static final String TAG_MODE = "mode";
    static final String TAG_OUTCOME = "outcome";

    private final MeterRegistry registry;
    private final Clock clock;
    private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();
    private final AtomicLong active;

    RunMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.active = registry.gauge(ACTIVE, new AtomicLong());
    }

    void read(String provider, SyncMode mode, String outcome) {
        registry.counter(READS, TAG_PROVIDER, provider, TAG_MODE, RunStore.stored(mode), TAG_OUTCOME, outcome)
                .increment();
    }

    void succeeded(String provider) {
        lastSuccess
                .computeIfAbsent(
                        provider, name -> registry.gauge(LAST_SUCCESS, Tags.of(TAG_PROVIDER, name), new AtomicLong()))
                .set(clock.instant().getEpochSecond());
    }

    void deletions(String provider, String outcome, int count) {
        registry.counter(DELETIONS, TAG_PROVIDER, provider, TAG_OUTCOME, outcome)
                .increment(count);
    }

    void active(int count) {
        active.set(count);
    }
}
