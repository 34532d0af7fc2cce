package dev.kith.sandbox.bench;

import java.util.ArrayList;
import java.util.List;

/** Gathers the rounds of a benchmark. */
final class Rounds {

    private final List<Double> figures = new ArrayList<>();
    private final List<Double> baseline = new ArrayList<>();
    private final List<Double> subject = new ArrayList<>();

    /** @param figure what the goal is about */
    void add(double baselineTook, double subjectTook, double figure) {
        baseline.add(baselineTook);
        subject.add(subjectTook);
        figures.add(figure);
    }

    void add(double figure) {
        subject.add(figure);
        figures.add(figure);
    }

    Result result(long size, String note) {
        return new Result(size, List.copyOf(figures), List.copyOf(baseline), List.copyOf(subject), note);
    }
}
