package dev.kith.sync.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MetricTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void labelsItsValuesInOrder() {
        Metric.SYNC_READS.counter(registry, "google", "full", "published").increment();

        assertThat(registry.get("kith.sync.reads")
                        .tags("provider", "google", "mode", "full", "outcome", "published")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void refusesAValueTooFew() {
        assertThatThrownBy(() -> Metric.SYNC_READS.counter(registry, "google"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kith.sync.reads");
    }
}
