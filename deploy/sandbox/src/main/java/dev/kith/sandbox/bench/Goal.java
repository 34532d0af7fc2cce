package dev.kith.sandbox.bench;

import java.math.BigDecimal;
import java.util.Locale;

/** What a benchmark's figure is to be. */
record Goal(boolean least, double value) {

    static Goal atLeast(double value) {
        return new Goal(true, value);
    }

    static Goal atMost(double value) {
        return new Goal(false, value);
    }

    boolean isMetBy(double figure) {
        return least ? figure >= value : figure <= value;
    }

    @Override
    public String toString() {
        return (least ? ">=" : "<=")
                + BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    static String shown(double figure) {
        String format = figure >= 100 ? "%.0f" : figure >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, figure);
    }
}
