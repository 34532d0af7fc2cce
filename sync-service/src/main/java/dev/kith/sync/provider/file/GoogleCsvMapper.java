package dev.kith.sync.provider.file;

import static dev.kith.model.UnicodeText.stripped;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Countries;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.EmailNormalizer;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PhoneNormalizer;
import dev.kith.model.Photo;
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import dev.kith.sync.provider.vcard.CardDates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVRecord;

/**
 * Maps a record of Google's CSV. Numbered columns ({@code E-mail 1 - Value}) hold lists; several values of one column are
 * parted by {@code :::}.
 */
final class GoogleCsvMapper {

    private static final Pattern NUMBERED = Pattern.compile("(.+) (\\d+) - (.+)");
    private static final String SEPARATOR = "\\s*:::\\s*";
    private static final Set<String> SYSTEM_GROUPS = Set.of("mycontacts", "starred", "friends", "family", "coworkers");

    /** Columns the model has no field for. */
    private static final List<String> KEPT_AS_CUSTOM = List.of(
            "Phonetic First Name",
            "Phonetic Middle Name",
            "Phonetic Last Name",
            "Yomi Name",
            "Given Name Yomi",
            "Family Name Yomi",
            "File As",
            "Initials",
            "Short Name",
            "Maiden Name",
            "Gender",
            "Location",
            "Occupation",
            "Hobby",
            "Language",
            "Billing Information",
            "Mileage",
            "Priority",
            "Sensitivity",
            "Subject",
            "Directory Server");

    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> longest = new HashMap<>();
    private final String region;

    GoogleCsvMapper(List<String> headers, String region) {
        this.region = region;
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i).strip();
            columns.put(header, i);
            Matcher numbered = NUMBERED.matcher(header);
            if (numbered.matches()) {
                longest.merge(numbered.group(1), Integer.parseInt(numbered.group(2)), Math::max);
            }
        }
    }

    boolean knowsColumns() {
        return longest.containsKey("E-mail")
                || longest.containsKey("Phone")
                || columns.containsKey("First Name")
                || columns.containsKey("Given Name");
    }

    boolean empty(CSVRecord csv) {
        return contact(csv).equals(CanonicalContact.builder("record").build());
    }

    CanonicalContact contact(CSVRecord csv) {
        List<CustomField> custom = new ArrayList<>(list(
                csv,
                "Custom Field",
                "Value",
                (label, value) -> new CustomField(Objects.requireNonNullElse(label, "custom"), value)));
        List<DateEvent> birthdays = dates(custom, "birthday", one(csv, "Birthday"));
        List<DateEvent> anniversaries = new ArrayList<>();
        List<DateEvent> events = new ArrayList<>();
        list(csv, "Event", "Value", (label, value) -> {
            String called = label == null ? "other" : label;
            boolean anniversary = called.equalsIgnoreCase("anniversary");
            (anniversary ? anniversaries : events).addAll(dates(custom, anniversary ? "anniversary" : called, value));
            return value;
        });
        for (String column : KEPT_AS_CUSTOM) {
            if (one(csv, column) != null) {
                custom.add(new CustomField(column, one(csv, column)));
            }
        }
        return CanonicalContact.builder("record")
                .displayName(one(csv, "Name"))
                .namePrefix(one(csv, "Name Prefix"))
                .firstName(one(csv, "First Name", "Given Name"))
                .middleName(one(csv, "Middle Name", "Additional Name"))
                .lastName(one(csv, "Last Name", "Family Name"))
                .nameSuffix(one(csv, "Name Suffix"))
                .nickname(one(csv, "Nickname"))
                .emails(list(
                        csv,
                        "E-mail",
                        "Value",
                        (label, value) ->
                                new Email(value, plain(label), starred(label), EmailNormalizer.normalize(value))))
                .phones(list(
                        csv,
                        "Phone",
                        "Value",
                        (label, value) ->
                                new Phone(value, plain(label), starred(label), PhoneNormalizer.e164(value, region))))
                .addresses(addresses(csv))
                .organizations(organizations(csv))
                .birthdays(birthdays)
                .anniversaries(anniversaries)
                .events(events)
                .urls(list(csv, "Website", "Value", (label, value) -> new Url(value, plain(label))))
                .usernames(list(csv, "IM", "Value", (label, value) -> new Username(value, plain(label))))
                .photos(one(csv, "Photo") == null ? List.of() : List.of(new Photo(one(csv, "Photo"), true, false)))
                .notes(one(csv, "Notes"))
                .relations(list(csv, "Relation", "Value", (label, value) -> new Relation(value, plain(label))))
                .customFields(custom)
                .groupMemberships(groupNames(csv))
                .build();
    }

    List<CanonicalGroup> groups(CSVRecord csv) {
        return groupNames(csv).stream()
                .map(name -> new CanonicalGroup(name, null, name, CanonicalGroup.Kind.USER, false))
                .toList();
    }

    private List<String> groupNames(CSVRecord csv) {
        String labels = one(csv, "Labels", "Group Membership");
        return labels == null
                ? List.of()
                : Arrays.stream(labels.split(SEPARATOR))
                        .map(String::strip)
                        // Google's own groups carry a star.
                        .filter(name -> !name.isEmpty()
                                && !name.startsWith("*")
                                && !SYSTEM_GROUPS.contains(name.toLowerCase(Locale.ROOT)))
                        .distinct()
                        .toList();
    }

    private List<PostalAddress> addresses(CSVRecord csv) {
        List<PostalAddress> addresses = new ArrayList<>();
        for (int i = 1; i <= longest.getOrDefault("Address", 0); i++) {
            String prefix = "Address " + i + " - ";
            String country = one(csv, prefix + "Country");
            PostalAddress address = new PostalAddress(
                    one(csv, prefix + "Street"),
                    one(csv, prefix + "Extended Address"),
                    one(csv, prefix + "PO Box"),
                    one(csv, prefix + "City"),
                    one(csv, prefix + "Region"),
                    one(csv, prefix + "Postal Code"),
                    Countries.code(country),
                    country,
                    one(csv, prefix + "Formatted"),
                    plain(one(csv, prefix + "Label", prefix + "Type")),
                    starred(one(csv, prefix + "Label", prefix + "Type")));
            if (!address.equals(new PostalAddress(
                    null, null, null, null, null, null, null, null, null, address.label(), address.current()))) {
                addresses.add(address);
            }
        }
        return addresses;
    }

    private List<Organization> organizations(CSVRecord csv) {
        List<Organization> organizations = new ArrayList<>();
        add(
                organizations,
                one(csv, "Organization Name"),
                one(csv, "Organization Department"),
                one(csv, "Organization Title"));
        for (int i = 1; i <= longest.getOrDefault("Organization", 0); i++) {
            String prefix = "Organization " + i + " - ";
            add(organizations, one(csv, prefix + "Name"), one(csv, prefix + "Department"), one(csv, prefix + "Title"));
        }
        return organizations;
    }

    private static void add(List<Organization> organizations, String name, String department, String title) {
        if (name != null || department != null || title != null) {
            organizations.add(new Organization(name, department, title, organizations.isEmpty()));
        }
    }

    private List<DateEvent> dates(List<CustomField> custom, String label, String value) {
        if (value == null) {
            return List.of();
        }
        Optional<DateEvent> date = CardDates.ofText(label, value.startsWith(" --") ? value.strip() : value);
        if (date.isEmpty()) {
            custom.add(new CustomField(label, value));
        }
        return date.map(List::of).orElse(List.of());
    }

    /** Every value of a numbered column, with what stands in the label beside it. */
    private <T> List<T> list(CSVRecord csv, String name, String part, BiFunction<String, String, T> mapper) {
        List<T> values = new ArrayList<>();
        for (int i = 1; i <= longest.getOrDefault(name, 0); i++) {
            String prefix = name + " " + i + " - ";
            String label = one(csv, prefix + "Label", prefix + "Type");
            String value = one(csv, prefix + part);
            if (value != null) {
                for (String single : value.split(SEPARATOR)) {
                    if (!single.isBlank()) {
                        values.add(mapper.apply(label, single.strip()));
                    }
                }
            }
        }
        return values;
    }

    private String one(CSVRecord csv, String... names) {
        for (String name : names) {
            Integer column = columns.get(name);
            String value = column == null || column >= csv.size() ? null : stripped(csv.get(column));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Google marks the primary value's label with a star. */
    private static boolean starred(String label) {
        return label != null && label.startsWith("*");
    }

    private static String plain(String label) {
        return label == null ? null : stripped(label.replaceFirst("^\\*\\s*", ""));
    }
}
