package dev.kith.sync.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day of the calendar as people read it, with its year where that is known. */
final class DayText {

    private static final DateTimeFormatter WITH_YEAR = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter WITHOUT_YEAR = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

    private DayText() {}

    /** @param day such as 2015-01-31 or --01-31; anything else stays as it is */
    static String of(String day) {
        try {
            return day.startsWith("--")
                    ? MonthDay.parse(day).format(WITHOUT_YEAR)
                    : LocalDate.parse(day).format(WITH_YEAR);
        } catch (DateTimeException e) {
            return day;
        }
    }
}
