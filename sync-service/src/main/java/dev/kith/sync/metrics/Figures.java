package dev.kith.sync.metrics;

import dev.kith.sync.metrics.Figure.Series;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Publishes figures that are read from time to time: what a reading no longer has is no longer published. */
@Singleton
final class Figures {

    private final MeterRegistry registry;
    private final Map<Series, Meter> published = new HashMap<>();
    private volatile Map<Series, Double> values = Map.of();

    Figures(MeterRegistry registry) {
        this.registry = registry;
    }

    synchronized void publish(List<Figure> reading) {
        values = reading.stream().collect(Collectors.toUnmodifiableMap(Figure::series, Figure::value));
        published.entrySet().removeIf(gauge -> {
            boolean gone = !values.containsKey(gauge.getKey());
            if (gone) {
                registry.remove(gauge.getValue());
            }
            return gone;
        });
        values.keySet().forEach(series -> published.computeIfAbsent(series, this::gauge));
    }

    private Meter gauge(Series series) {
        return series.metric().gauge(registry, () -> values.getOrDefault(series, Double.NaN), series.labels());
    }
}
