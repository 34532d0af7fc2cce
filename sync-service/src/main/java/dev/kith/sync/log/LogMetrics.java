package dev.kith.sync.log;

import dev.kith.sync.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What became of the log's records on this instance. */
@Singleton
final class LogMetrics {

    private final MeterRegistry registry;

    LogMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void dropped(String topic, int batches) {
        Metric.LOG_BATCHES_DROPPED.counter(registry, topic).increment(batches);
    }

    void deadLetter(String topic, String reason) {
        Metric.LOG_DEAD_LETTERS.counter(registry, topic, reason).increment();
    }
}
