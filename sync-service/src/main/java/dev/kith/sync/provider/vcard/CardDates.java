package dev.kith.sync.provider.vcard;

import dev.kith.model.DateEvent;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as cards and exports write them. Apple writes one without a year in the year 1604, a leap year before anybody alive. */
public final class CardDates {

    private static final int APPLE_NO_YEAR = 1604;

    /** 1985-04-12, 19850412, 1985-4-12, --04-12, --0412, each with or without a time. */
    private static final Pattern YEAR_FIRST = Pattern.compile(
            "(?:(\\d{4})|-)-?(?:(\\d{2})-?(\\d{2})|(?<=-)(\\d{1,2})-(\\d{1,2}))(?:[T ].*)?", Pattern.DOTALL);

    /** 12.4.1985 and 12.4.: with full stops the day comes first everywhere. */
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.\\s?(\\d{1,2})\\.\\s?(\\d{4})?");

    private CardDates() {}

    /** The day a text names, with or without its year; nothing when it names none. */
    public static Optional<DateEvent> ofText(String label, String text) {
        return ofText(label, text, null);
    }

    /** @param noYear the year that stands for none, beside Apple's usual one; may be {@code null} */
    static Optional<DateEvent> ofText(String label, String text, String noYear) {
        Matcher date = YEAR_FIRST.matcher(text.strip());
        if (date.matches()) {
            String year = date.group(1) == null || date.group(1).equals(noYear) ? null : date.group(1);
            boolean oneDigit = date.group(2) == null;
            return event(label, year, date.group(oneDigit ? 4 : 2), date.group(oneDigit ? 5 : 3));
        }
        Matcher dotted = DAY_FIRST.matcher(text.strip());
        return dotted.matches() ? event(label, dotted.group(3), dotted.group(2), dotted.group(1)) : Optional.empty();
    }

    private static Optional<DateEvent> event(String label, String year, String month, String day) {
        try {
            int written = year == null ? 0 : Integer.parseInt(year);
            Integer known = written == 0 || written == APPLE_NO_YEAR ? null : Integer.valueOf(written);
            return Optional.of(new DateEvent(label, known, Integer.parseInt(month), Integer.parseInt(day)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
