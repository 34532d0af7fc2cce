package dev.kith.deploy;

import dev.kith.sync.metrics.Metric;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Prometheus sees of the metrics that the code names. */
final class PublishedMetrics {

    private static final Pattern SAMPLE = Pattern.compile("(?m)^(\\w+)[{ ]");

    private PublishedMetrics() {}

    /** The names of all samples. */
    static Set<String> samples() {
        return Arrays.stream(Metric.values())
                .flatMap(metric -> samples(metric).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    static List<String> samples(Metric metric) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<String> values = metric.labels();
        String[] labels = values.toArray(String[]::new);
        switch (metric.kind()) {
            case COUNTER -> metric.counter(registry, labels).increment();
            case TIMER -> metric.timer(registry, labels).record(Duration.ofMillis(1));
            case GAUGE, TIMESTAMP -> metric.gauge(registry, () -> 1, values);
        }
        return SAMPLE.matcher(registry.scrape())
                .results()
                .map((MatchResult sample) -> sample.group(1))
                .distinct()
                .toList();
    }
}
