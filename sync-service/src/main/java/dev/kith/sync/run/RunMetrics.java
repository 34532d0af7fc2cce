package dev.kith.sync.run;

import dev.kith.model.SyncMode;
import dev.kith.sync.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What this instance's runs came to. */
@Singleton
final class RunMetrics {

    private final MeterRegistry registry;
    private final AtomicLong active = new AtomicLong();

    RunMetrics(MeterRegistry registry) {
        this.registry = registry;
        Metric.SYNC_ACTIVE.gauge(registry, () -> active, List.of());
    }

    void read(String provider, SyncMode mode, String outcome) {
        Metric.SYNC_READS
                .counter(registry, provider, RunStore.stored(mode), outcome)
                .increment();
    }

    void deletions(String provider, String outcome, int count) {
        Metric.SYNC_DELETIONS.counter(registry, provider, outcome).increment(count);
    }

    void active(int count) {
        active.set(count);
    }
}
