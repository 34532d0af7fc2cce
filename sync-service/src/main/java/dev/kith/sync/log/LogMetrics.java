package dev.kith.sync.log;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What became of the log's records on this instance. */
@Singleton
final class LogMetrics {

    /** Batches that did not count, by topic: stale, of an ended run, or of a disconnected account. */
    static final String DROPPED = "kith.log.batches.dropped";
    /** Records that could not be read, by topic and reason. */
    static final String DEAD_LETTERS = "kith.log.dead.letters";

    private static final String TAG_TOPIC = "topic";

    private final MeterRegistry registry;

    LogMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void dropped(String topic, int batches) {
        registry.counter(DROPPED, TAG_TOPIC, topic).increment(batches);
    }

    void deadLetter(String topic, String reason) {
        registry.counter(DEAD_LETTERS, TAG_TOPIC, topic, "reason", reason).increment();
    }
}
