package dev.kith.sandbox.bench;

import java.util.List;

/**
 * What a benchmark came to.
 *
 * @param size how many contacts, events, messages or accounts it was about
 * @param rounds the figure of each round
 * @param baseline what the baseline took in each round, in the unit that {@code note} names; empty where there is none
 * @param subject the same of Kith
 * @param note what else there is to know
 * @param within whether what the goal does not speak of stayed within its bounds
 */
record Result(
        long size, List<Double> rounds, List<Double> baseline, List<Double> subject, String note, boolean within) {

    Result(long size, List<Double> rounds, List<Double> baseline, List<Double> subject, String note) {
        this(size, rounds, baseline, subject, note, true);
    }

    Result within(boolean bounds) {
        return new Result(size, rounds, baseline, subject, note, bounds);
    }

    boolean meets(Goal goal) {
        return within && goal.isMetBy(ratio());
    }

    double ratio() {
        return median(rounds);
    }

    double least() {
        return rounds.stream().min(Double::compare).orElseThrow();
    }

    double most() {
        return rounds.stream().max(Double::compare).orElseThrow();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    String line(Benchmark benchmark) {
        return "bench %s ratio=%s goal=%s n=%d unit=%s spread=%s..%s rounds=%d%s"
                .formatted(
                        benchmark.name(),
                        Goal.shown(ratio()),
                        benchmark.goal(),
                        size,
                        benchmark.unit(),
                        Goal.shown(least()),
                        Goal.shown(most()),
                        rounds.size(),
                        meets(benchmark.goal()) ? "" : " missed");
    }
}
