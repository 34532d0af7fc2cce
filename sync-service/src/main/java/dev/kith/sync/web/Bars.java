package dev.kith.sync.web;

import java.util.ArrayList;
import java.util.List;

/**
 * A small bar chart, laid out for an SVG of fixed units. A bar may be stacked of two.
 *
 * @param ticks what stands under some of the bars
 */
public record Bars(List<Bar> bars, List<Tick> ticks, int width, int height, long most, boolean empty) {

    private static final int PLOT_HEIGHT = 80;
    private static final int STEP = 24;
    private static final int BAR = 16;
    private static final int FOOT = 18;

    /** What a bar stands for. */
    record Value(String title, String tick, long lower, long upper) {}

    /** Where a bar stands, its lower and its upper part. */
    public record Bar(int x, int width, int lowerY, int lowerHeight, int upperY, int upperHeight, String title) {}

    public record Tick(int x, String text) {}

    static Bars of(List<Value> values) {
        long most = values.stream()
                .mapToLong(value -> value.lower() + value.upper())
                .max()
                .orElse(0);
        List<Bar> bars = new ArrayList<>();
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            int lower = height(value.lower(), most);
            int upper = height(value.upper(), most);
            int x = i * STEP + (STEP - BAR) / 2;
            bars.add(new Bar(x, BAR, PLOT_HEIGHT - lower, lower, PLOT_HEIGHT - lower - upper, upper, value.title()));
            if (value.tick() != null) {
                ticks.add(new Tick(i * STEP + STEP / 2, value.tick()));
            }
        }
        return new Bars(bars, ticks, values.size() * STEP, PLOT_HEIGHT + FOOT, most, most == 0);
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
