package dev.kith.sync.provider.vcard;

import dev.kith.model.DateEvent;
import ezvcard.property.DateOrTimeProperty;
import ezvcard.util.PartialDate;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates of cards. Apple writes a day without a year in the year 1604, a leap year before anybody alive. */
public final class CardDates {

    private static final int APPLE_NO_YEAR = 1604;
    private static final Pattern DATE = Pattern.compile("(?:(\\d{4})-?|--)(\\d{2})-?(\\d{2})(?:[T ].*)?");

    private CardDates() {}

    static Optional<DateEvent> of(String label, DateOrTimeProperty property) {
        Temporal date = property.getDate();
        if (date != null && date.isSupported(ChronoField.DAY_OF_MONTH)) {
            return event(
                    label,
                    date.get(ChronoField.YEAR),
                    date.get(ChronoField.MONTH_OF_YEAR),
                    date.get(ChronoField.DAY_OF_MONTH));
        }
        PartialDate partial = property.getPartialDate();
        if (partial != null && partial.getMonth() != null && partial.getDate() != null) {
            return event(label, partial.getYear(), partial.getMonth(), partial.getDate());
        }
        return property.getText() == null ? Optional.empty() : ofText(label, property.getText());
    }

    /** A day as cards and exports write it, with or without its year; nothing when it is none. */
    public static Optional<DateEvent> ofText(String label, String text) {
        Matcher date = DATE.matcher(text.strip());
        return date.matches()
                ? event(
                        label,
                        date.group(1) == null ? null : Integer.valueOf(date.group(1)),
                        Integer.parseInt(date.group(2)),
                        Integer.parseInt(date.group(3)))
                : Optional.empty();
    }

    /** What such a date says when it is no day of the year. */
    static String text(DateOrTimeProperty property) {
        if (property.getText() != null) {
            return property.getText();
        }
        if (property.getPartialDate() != null) {
            return property.getPartialDate().toISO8601(true);
        }
        return property.getDate() == null ? null : property.getDate().toString();
    }

    private static Optional<DateEvent> event(String label, Integer year, int month, int day) {
        try {
            Integer known = year == null || year == APPLE_NO_YEAR || year <= 0 ? null : year;
            return Optional.of(new DateEvent(label, known, month, day));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
