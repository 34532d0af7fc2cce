package dev.kith.sync.metrics;

import java.time.Instant;
import java.util.List;

/** One figure of a {@link Metric}: the values of its labels, and its own. */
record Figure(Series series, double value) {

    /** What tells one figure of a metric from another. */
    record Series(Metric metric, List<String> labels) {}

    static Figure count(Metric metric, long count, String... labels) {
        return new Figure(new Series(metric, List.of(labels)), count);
    }

    static Figure time(Metric metric, Instant time, String... labels) {
        return new Figure(new Series(metric, List.of(labels)), time.getEpochSecond());
    }
}
