package dev.kith.sync.web;

import java.util.ArrayList;
import java.util.List;

/** A value with its label, as a form shows and sends it. */
public record ValueRow(String value, String label) {

    static final ValueRow EMPTY = new ValueRow("", "");

    /** As browsers send them: all values, and all labels. */
    static List<ValueRow> of(List<String> values, List<String> labels) {
        List<ValueRow> rows = new ArrayList<>();
        for (int i = 0; values != null && i < values.size(); i++) {
            rows.add(new ValueRow(values.get(i), at(labels, i)));
        }
        return rows;
    }

    static String at(List<String> column, int row) {
        return column != null && row < column.size() ? column.get(row) : "";
    }

    boolean filled() {
        return value != null && !value.isBlank();
    }

    ValueRow stripped() {
        return new ValueRow(value.strip(), blankToNull(label));
    }

    static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static String nullToBlank(String text) {
        return text == null ? "" : text.strip();
    }

    @Override
    public String toString() {
        return "ValueRow[redacted]";
    }
}
