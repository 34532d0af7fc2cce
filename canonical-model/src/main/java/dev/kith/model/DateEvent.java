package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A day that returns every year.
 *
 * @param label {@code birthday}, {@code anniversary} or the source's own label
 * @param year 1 to 9999; {@code null} when the source knows none
 * @param month 1 to 12
 * @param day 1 to 31; 29 February without a year is valid
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record DateEvent(
        String label,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer year,
        int month,
        int day) {

    public DateEvent {
        label = Components.optional(label);
        if (year != null) {
            Components.within(year, 1, 9999, "year");
        }
        Components.within(month, 1, 12, "month");
        int longest = month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        Components.within(day, 1, longest, "day");
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "DateEvent[year=" + (year == null ? "unknown" : "known") + "]";
    }
}
