package dev.kith.sync.provider.google;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The dates of a person. A day without a year is common; a year alone, or a text nobody can read, is no day of the year
 * and is kept among the custom fields.
 */
record GoogleDates(
        List<DateEvent> birthdays,
        List<DateEvent> anniversaries,
        List<DateEvent> events,
        List<CustomField> unplaceable) {

    private static final Pattern ISO = Pattern.compile("(?:(\\d{4})|-)-(\\d{1,2})-(\\d{1,2})");

    static GoogleDates of(JsonNode person) {
        GoogleDates dates = new GoogleDates(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        GoogleValues.of(person, "birthdays").forEach(birthday -> dates.add(dates.birthdays, "birthday", birthday));
        GoogleValues.of(person, "events").forEach(event -> {
            String type = GoogleValues.text(event, "type");
            boolean anniversary = "anniversary".equals(type);
            dates.add(anniversary ? dates.anniversaries : dates.events, type == null ? "other" : type, event);
        });
        return dates;
    }

    private void add(List<DateEvent> to, String label, JsonNode value) {
        day(label, value).ifPresentOrElse(to::add, () -> keep(label, value));
    }

    private void keep(String label, JsonNode value) {
        String text = GoogleValues.text(value, "text");
        String kept = text == null ? iso(value.path("date")) : text;
        if (!kept.isEmpty()) {
            unplaceable.add(new CustomField(label, kept));
        }
    }

    /** What is known of a date in the manner of ISO 8601: {@code 1980}, {@code 1980-03}, {@code --03}; empty for nothing. */
    private static String iso(JsonNode date) {
        int year = date.path("year").asInt();
        int month = date.path("month").asInt();
        int day = date.path("day").asInt();
        String known = year > 0 ? String.format(Locale.ROOT, "%04d", year) : month == 0 && day == 0 ? "" : "-";
        if (month != 0 || day != 0) {
            known += String.format(Locale.ROOT, "-%02d", month);
        }
        return day == 0 ? known : known + String.format(Locale.ROOT, "-%02d", day);
    }

    private static Optional<DateEvent> day(String label, JsonNode value) {
        JsonNode date = value.path("date");
        Optional<DateEvent> structured = event(
                label,
                date.path("year").asInt(),
                date.path("month").asInt(),
                date.path("day").asInt());
        return structured.or(() -> ofText(label, GoogleValues.text(value, "text")));
    }

    private static Optional<DateEvent> ofText(String label, String text) {
        Matcher iso = ISO.matcher(text == null ? "" : text);
        return iso.matches()
                ? event(
                        label,
                        iso.group(1) == null ? 0 : Integer.parseInt(iso.group(1)),
                        Integer.parseInt(iso.group(2)),
                        Integer.parseInt(iso.group(3)))
                : Optional.empty();
    }

    private static Optional<DateEvent> event(String label, int year, int month, int day) {
        try {
            return month == 0 || day == 0
                    ? Optional.empty()
                    : Optional.of(new DateEvent(label, year <= 0 ? null : year, month, day));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
