package dev.kith.sync.provider.file;

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
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import dev.kith.sync.provider.vcard.CardDates;
import dev.kith.sync.provider.vcard.NamedGroups;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Maps a record of Google's CSV. Several values of one column are parted by {@code :::}. */
final class GoogleCsvMapper implements CsvEntries.Mapper {

    private static final String SEPARATOR = "\\s*:::\\s*";

    private static final List<String> ADDRESS_PARTS =
            List.of("Street", "Extended Address", "PO Box", "City", "Region", "Postal Code", "Country", "Formatted");

    private final String region;

    GoogleCsvMapper(String region) {
        this.region = region;
    }

    /** Whether these are the columns of one of Google's exports. */
    static boolean knows(CsvColumns columns) {
        return columns.hasNumbered()
                || columns.hasAny("First Name", "Given Name", "Name")
                        && columns.hasAny("Labels", "Group Membership", "File As");
    }

    @Override
    public CanonicalContact contact(CsvRow row, EntryErrors errors) {
        Days days = new Days();
        days.add("birthday", row.take("Birthday"));
        labelled(row, "Event").forEach(event -> days.add(event.label(), event.value()));
        List<CustomField> custom = labelled(row, "Custom Field").stream()
                .map(field -> new CustomField(Objects.requireNonNullElse(field.label(), "custom"), field.value()))
                .collect(Collectors.toCollection(ArrayList::new));
        var contact = CanonicalContact.builder("record")
                .displayName(row.take("Name"))
                .namePrefix(row.take("Name Prefix"))
                .firstName(row.take("First Name", "Given Name"))
                .middleName(row.take("Middle Name", "Additional Name"))
                .lastName(row.take("Last Name", "Family Name"))
                .nameSuffix(row.take("Name Suffix"))
                .nickname(row.take("Nickname"))
                .emails(labelled(row, "E-mail").stream()
                        .map(email -> new Email(
                                email.value(),
                                email.label(),
                                email.starred(),
                                EmailNormalizer.normalize(email.value())))
                        .toList())
                .phones(labelled(row, "Phone").stream()
                        .map(phone -> new Phone(
                                phone.value(),
                                phone.label(),
                                phone.starred(),
                                PhoneNormalizer.e164(phone.value(), region)))
                        .toList())
                .addresses(addresses(row))
                .organizations(organizations(row))
                .birthdays(days.birthdays)
                .anniversaries(days.anniversaries)
                .events(days.events)
                .urls(labelled(row, "Website").stream()
                        .map(url -> new Url(url.value(), url.label()))
                        .toList())
                .usernames(labelled(row, "IM").stream()
                        .map(account -> new Username(account.value(), account.service()))
                        .toList())
                .photos(ImportedPhotos.of("Photo", row.take("Photo"), errors))
                .notes(row.take("Notes"))
                .relations(labelled(row, "Relation").stream()
                        .map(relation -> new Relation(relation.value(), relation.label()))
                        .toList())
                .groupMemberships(memberships(row).stream()
                        .map(CanonicalGroup::externalId)
                        .toList());
        custom.addAll(days.others);
        custom.addAll(row.rest());
        return contact.customFields(custom).build();
    }

    @Override
    public List<CanonicalGroup> groups(CanonicalContact contact, CsvRow row) {
        return memberships(row);
    }

    /** Google's own groups carry a star. */
    private static List<CanonicalGroup> memberships(CsvRow row) {
        return parts(row.take("Labels", "Group Membership")).stream()
                .filter(name -> !withoutStar(name).isBlank())
                .map(name -> ExportedLabels.starred(name)
                        ? NamedGroups.of(withoutStar(name), CanonicalGroup.Kind.SYSTEM)
                        : NamedGroups.of(name))
                .distinct()
                .toList();
    }

    private static String withoutStar(String name) {
        return name.replaceFirst("^\\*\\s*", "");
    }

    /** A value of a numbered column with what stands beside it. */
    private record Labelled(String value, String label, boolean starred, String service) {}

    private static List<Labelled> labelled(CsvRow row, String name) {
        List<Labelled> all = new ArrayList<>();
        for (int number : row.columns().numbers(name)) {
            String prefix = name + " " + number + " - ";
            String label = row.take(prefix + "Label", prefix + "Type");
            String service = row.take(prefix + "Service");
            List<String> values = parts(row.take(prefix + "Value"));
            List<String> labels = parts(label);
            List<String> services = parts(service);
            for (int i = 0; i < values.size(); i++) {
                String own = labels.size() == values.size() ? labels.get(i) : label;
                String plain = ExportedLabels.plain(own);
                all.add(new Labelled(
                        values.get(i),
                        plain,
                        ExportedLabels.starred(own),
                        service == null ? plain : services.size() == values.size() ? services.get(i) : service));
            }
        }
        return all;
    }

    private static List<PostalAddress> addresses(CsvRow row) {
        List<PostalAddress> addresses = new ArrayList<>();
        for (int number : row.columns().numbers("Address")) {
            String prefix = "Address " + number + " - ";
            String label = row.take(prefix + "Label", prefix + "Type");
            List<List<String>> columns = ADDRESS_PARTS.stream()
                    .map(part -> parts(row.take(prefix + part)))
                    .toList();
            int count = columns.stream().mapToInt(List::size).max().orElse(0);
            for (int i = 0; i < count; i++) {
                addresses.add(address(columns, i, label));
            }
        }
        return addresses;
    }

    private static PostalAddress address(List<List<String>> columns, int index, String label) {
        List<String> parts =
                columns.stream().map(column -> part(column, index)).collect(Collectors.toCollection(ArrayList::new));
        return new PostalAddress(
                parts.get(0),
                parts.get(1),
                parts.get(2),
                parts.get(3),
                parts.get(4),
                parts.get(5),
                Countries.code(parts.get(6)),
                parts.get(6),
                parts.get(7),
                ExportedLabels.plain(label),
                index == 0 && ExportedLabels.starred(label));
    }

    private static List<Organization> organizations(CsvRow row) {
        List<Organization> organizations = new ArrayList<>();
        Stream.concat(
                        Stream.of("Organization "),
                        row.columns().numbers("Organization").stream().map(number -> "Organization " + number + " - "))
                .forEach(prefix -> {
                    List<String> names = parts(row.take(prefix + "Name"));
                    List<String> departments = parts(row.take(prefix + "Department"));
                    List<String> titles = parts(row.take(prefix + "Title"));
                    int count = Math.max(names.size(), Math.max(departments.size(), titles.size()));
                    for (int i = 0; i < count; i++) {
                        organizations.add(new Organization(
                                part(names, i), part(departments, i), part(titles, i), organizations.isEmpty()));
                    }
                });
        return organizations;
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : null;
    }

    private static List<String> parts(String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(SEPARATOR))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** Days of a record; what is none is kept as text. */
    private static final class Days {

        private final List<DateEvent> birthdays = new ArrayList<>();
        private final List<DateEvent> anniversaries = new ArrayList<>();
        private final List<DateEvent> events = new ArrayList<>();
        private final List<CustomField> others = new ArrayList<>();

        void add(String label, String text) {
            if (text == null) {
                return;
            }
            String called = Objects.requireNonNullElse(label, "other");
            CardDates.ofText(called, text)
                    .ifPresentOrElse(day -> list(called).add(day), () -> others.add(new CustomField(called, text)));
        }

        private List<DateEvent> list(String label) {
            return switch (label) {
                case "birthday" -> birthdays;
                case "anniversary" -> anniversaries;
                default -> events;
            };
        }
    }
}
