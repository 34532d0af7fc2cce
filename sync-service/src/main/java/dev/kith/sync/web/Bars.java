package dev.kith.sync.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A small bar chart, laid out for an SVG as wide as its place: in percent across, in pixels down, so that what is written
 * on it stays as large as it is. A bar may be stacked of two.
 *
 * @param ticks what stands under some of the bars
 * @param highest the bar that is highest, in words; {@code null} where all are empty
 * @param inWords what the bars that are not empty stand for, one after the other
 */
public record Bars(List<Bar> bars, List<Tick> ticks, int height, String highest, String inWords, boolean empty) {

    private static final int PLOT_HEIGHT = 88;
    private static final double FILLED = 0.66;
    private static final int FOOT = 20;

    /** What a bar stands for. */
    record Value(String title, String tick, long lower, long upper) {

        private long whole() {
            return lower + upper;
        }
    }

    /** Where a bar stands, its lower and its upper part. */
    public record Bar(String x, String width, int lowerY, int lowerHeight, int upperY, int upperHeight, String title) {}

    public record Tick(String x, String text) {}

    static Bars of(List<Value> values) {
        long most = values.stream().mapToLong(Value::whole).max().orElse(0);
        double step = 100.0 / Math.max(values.size(), 1);
        List<Bar> bars = new ArrayList<>();
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            int lower = height(value.lower(), most);
            int upper = height(value.upper(), most);
            bars.add(new Bar(
                    percent((i + (1 - FILLED) / 2) * step),
                    percent(FILLED * step),
                    PLOT_HEIGHT - lower,
                    lower,
                    PLOT_HEIGHT - lower - upper,
                    upper,
                    value.title()));
            if (value.tick() != null) {
                ticks.add(new Tick(percent((i + 0.5) * step), value.tick()));
            }
        }
        return new Bars(bars, ticks, PLOT_HEIGHT + FOOT, highest(values), inWords(values), most == 0);
    }

    private static String highest(List<Value> values) {
        return values.stream()
                .filter(value -> value.whole() > 0)
                .max(Comparator.comparingLong(Value::whole))
                .map(Value::title)
                .orElse(null);
    }

    private static String inWords(List<Value> values) {
        String all = values.stream()
                .filter(value -> value.whole() > 0)
                .map(Value::title)
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "None" : all;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share);
    }

    /** Something is never drawn as nothing. */
    private static int height(long value, long most) {
        return value == 0 ? 0 : (int) Math.max(2, value * PLOT_HEIGHT / most);
    }

    public int baseline() {
        return PLOT_HEIGHT;
    }

    public int textY() {
        return height - 4;
    }
}
