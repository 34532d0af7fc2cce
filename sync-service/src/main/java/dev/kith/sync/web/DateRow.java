package dev.kith.sync.web;

import dev.kith.sync.crm.ContactValue.Anniversary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A day of a person as a form shows and sends it; the year may be left out, and nothing is {@code null}. */
public record DateRow(String label, String year, String month, String day) {

    static final DateRow EMPTY = new DateRow("", "", "", "");

    /** Which no calendar has. */
    private static final int NONE = 0;

    static DateRow of(Anniversary date) {
        return new DateRow(
                ValueRow.nullToBlank(date.label()),
                date.year() == null ? "" : date.year().toString(),
                String.valueOf(date.month()),
                String.valueOf(date.day()));
    }

    static List<DateRow> of(SentEdit sent) {
        List<DateRow> rows = new ArrayList<>();
        for (int i = 0; sent.dateLabel != null && i < sent.dateLabel.size(); i++) {
            rows.add(new DateRow(
                    ValueRow.at(sent.dateLabel, i).strip(),
                    ValueRow.at(sent.dateYear, i).strip(),
                    ValueRow.at(sent.dateMonth, i).strip(),
                    ValueRow.at(sent.dateDay, i).strip()));
        }
        return rows;
    }

    /** A label alone says nothing. */
    boolean filled() {
        return Stream.of(year, month, day).anyMatch(part -> !part.isEmpty());
    }

    /** What is no number is no day either, and is refused as such. */
    Anniversary value() {
        return new Anniversary(label, year.isEmpty() ? null : number(year), number(month), number(day));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    @Override
    public String toString() {
        return "DateRow[redacted]";
    }
}
