package dev.kith.sync.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Figures figures = new Figures(registry);

    @Test
    void publishesTheLatestReading() {
        figures.publish(List.of(Figure.count(Metric.QUARANTINE_OPEN, 3, "google")));
        figures.publish(List.of(Figure.count(Metric.QUARANTINE_OPEN, 4, "google")));

        assertThat(registry.get("kith.quarantine.open")
                        .tag("provider", "google")
                        .gauge()
                        .value())
                .isEqualTo(4);
    }

    @Test
    void forgetsWhatTheLatestReadingLacks() {
        figures.publish(List.of(
                Figure.count(Metric.QUARANTINE_OPEN, 3, "google"), Figure.count(Metric.QUARANTINE_OPEN, 1, "carddav")));
        figures.publish(List.of(Figure.count(Metric.QUARANTINE_OPEN, 3, "google")));

        assertThat(registry.find("kith.quarantine.open").gauges())
                .extracting(gauge -> gauge.getId().getTag("provider"))
                .containsExactly("google");
    }
}
