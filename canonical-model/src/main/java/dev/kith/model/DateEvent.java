package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A day that returns every year.
 *
 * @param label {@code birthday}, {@code anniversary} or the source's own label
 * @param year {@code null} when the source knows none
 * @param month 1 to 12
 * @param day 1 to 31; 29 February without a year is valid
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record DateEvent(String label, Integer year, int month, int day) {

    public DateEvent {
        if (month < 1 || month > 12) {
            throw new IllegalArgumentException("month must be 1 to 12 but is " + month);
        }
        int longest = month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        if (day < 1 || day > longest) {
            throw new IllegalArgumentException("day must be 1 to " + longest + " in month " + month + " but is " + day);
        }
    }
}
