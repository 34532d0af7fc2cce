package dev.kith.sync.provider.vcard;

import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the properties of a card that are no list of their own in ez-vcard come to, while they are read. */
final class Gathered {

    final List<DateEvent> birthdays = new ArrayList<>();
    final List<DateEvent> anniversaries = new ArrayList<>();
    final List<DateEvent> events = new ArrayList<>();
    /** Each once: several properties may tell the same one. */
    final Set<Username> usernames = new LinkedHashSet<>();

    final List<Relation> relations = new ArrayList<>();
    final List<Url> urls = new ArrayList<>();
    final List<LabelledNumber> phones = new ArrayList<>();
    final List<String> nicknames = new ArrayList<>();
    final List<CustomField> customFields = new ArrayList<>();
    String uid;
    boolean company;

    /** A number in a property of another name than {@code TEL}. */
    record LabelledNumber(String number, String label) {}

    /**
     * A day, or its text where it is none.
     *
     * @param label {@code null} when it has none
     * @param noYear the year that stands for none; may be {@code null}
     */
    void day(String label, String text, String noYear) {
        String called = label == null ? "other" : label;
        CardDates.ofText(called, text, noYear)
                .ifPresentOrElse(day -> days(called).add(day), () -> custom(label == null ? "date" : label, text));
    }

    private List<DateEvent> days(String label) {
        return switch (label.toLowerCase(Locale.ROOT)) {
            case "birthday" -> birthdays;
            case "anniversary" -> anniversaries;
            default -> events;
        };
    }

    void account(String name, String service) {
        usernames.add(new Username(name, service));
    }

    void relation(String person, String label) {
        relations.add(new Relation(person, label));
    }

    void custom(String key, String value) {
        customFields.add(new CustomField(key, value));
    }
}
