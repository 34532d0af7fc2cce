package dev.kith.sync.provider.google;

import static dev.kith.sync.provider.google.GoogleValues.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.model.CustomField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Fields the user made up, and those the model has no place of its own for. */
final class GoogleCustomFields {

    /** Names as Google's own CSV export gives them, so that both ways of reading a person agree. */
    private static final Map<String, String> NICKNAMES =
            Map.of("MAIDEN_NAME", "Maiden Name", "INITIALS", "Initials", "SHORT_NAME", "Short Name");

    /**
     * A field without a place.
     *
     * @param label what its values are called unless they have a type of their own
     */
    private record Unplaced(String field, String property, String label) {}

    private static final List<Unplaced> UNPLACED = List.of(
            new Unplaced("externalIds", "value", "External ID"),
            new Unplaced("calendarUrls", "url", "Calendar"),
            new Unplaced("genders", "value", "Gender"),
            new Unplaced("interests", "value", "Hobby"),
            new Unplaced("locales", "value", "Language"),
            new Unplaced("locations", "value", "Location"),
            new Unplaced("miscKeywords", "value", "Keyword"),
            new Unplaced("occupations", "value", "Occupation"),
            new Unplaced("skills", "value", "Skill"));

    private GoogleCustomFields() {}

    static List<CustomField> of(JsonNode person, GoogleDates dates) {
        List<CustomField> fields = new ArrayList<>(GoogleValues.map(person, "userDefined", GoogleCustomFields::made));
        JsonNode name = GoogleValues.primary(person, "names");
        add(fields, "Phonetic First Name", text(name, "phoneticGivenName"));
        add(fields, "Phonetic Middle Name", text(name, "phoneticMiddleName"));
        add(fields, "Phonetic Last Name", text(name, "phoneticFamilyName"));
        GoogleValues.of(person, "nicknames").stream()
                .skip(1)
                .forEach(nickname -> add(
                        fields,
                        NICKNAMES.getOrDefault(nickname.path("type").asText(), "Nickname"),
                        text(nickname, "value")));
        UNPLACED.forEach(unplaced -> GoogleValues.of(person, unplaced.field())
                .forEach(value -> add(
                        fields,
                        Objects.requireNonNullElse(text(value, "type"), unplaced.label()),
                        text(value, unplaced.property()))));
        fields.addAll(dates.unplaceable());
        return fields;
    }

    private static CustomField made(JsonNode value) {
        String key = text(value, "key");
        String content = text(value, "value");
        return key == null && content == null ? null : new CustomField(Objects.requireNonNullElse(key, ""), content);
    }

    private static void add(List<CustomField> fields, String key, String value) {
        if (value != null) {
            fields.add(new CustomField(key, value));
        }
    }
}
