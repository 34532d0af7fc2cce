package dev.kith.agent.source.contacts;

import dev.kith.agent.sqlite.AppleTime;
import dev.kith.model.DateEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Days on a card: noon in UTC of the day, whatever the zone of the Mac, and year 1604 where the user gave none (a leap
 * year, so that 29 February can be said).
 */
final class CardDays {

    private static final int NO_YEAR = 1604;
    private static final int LAST_YEAR = 9999;

    private CardDays() {}

    /** {@code null} where no calendar knows the day. */
    static DateEvent of(String label, double seconds) {
        LocalDate day = LocalDate.ofInstant(AppleTime.ofSeconds(seconds), ZoneOffset.UTC);
        if (day.getYear() < 1 || day.getYear() > LAST_YEAR) {
            return null;
        }
        return new DateEvent(
                label, day.getYear() == NO_YEAR ? null : day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }
}
