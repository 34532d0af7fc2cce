package dev.kith.sync.provider.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.sync.provider.vcard.NamedGroups;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Maps a record whose columns are called like the fields of a contact in the HTTP interface, or as Outlook calls them. What
 * is called otherwise goes to the custom fields.
 */
final class PlainCsvMapper implements CsvEntries.Mapper {

    /** Field by what is left of a column's name without case, spaces and punctuation. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("firstname", "firstName"),
            Map.entry("givenname", "firstName"),
            Map.entry("middlename", "middleName"),
            Map.entry("lastname", "lastName"),
            Map.entry("familyname", "lastName"),
            Map.entry("surname", "lastName"),
            Map.entry("nickname", "nickname"),
            Map.entry("name", "name"),
            Map.entry("fullname", "name"),
            Map.entry("displayname", "name"),
            Map.entry("suffix", "nameSuffix"),
            Map.entry("organization", "organization"),
            Map.entry("company", "organization"),
            Map.entry("department", "department"),
            Map.entry("jobtitle", "title"),
            Map.entry("notes", "notes"),
            Map.entry("birthday", "birthday"),
            Map.entry("anniversary", "anniversary"),
            Map.entry("photourl", "photoUrl"));

    private static final Map<String, String> EMAILS = Map.of(
            "email", "", "emailaddress", "", "email2address", "", "email3address", "", "email2", "", "email3", "");

    private static final Map<String, String> PHONES = Map.ofEntries(
            Map.entry("phone", ""),
            Map.entry("phonenumber", ""),
            Map.entry("primaryphone", "main"),
            Map.entry("companymainphone", "main"),
            Map.entry("mobilephone", "mobile"),
            Map.entry("mobile", "mobile"),
            Map.entry("homephone", "home"),
            Map.entry("homephone2", "home"),
            Map.entry("businessphone", "work"),
            Map.entry("businessphone2", "work"),
            Map.entry("workphone", "work"),
            Map.entry("homefax", "homeFax"),
            Map.entry("businessfax", "workFax"),
            Map.entry("otherfax", "otherFax"),
            Map.entry("otherphone", "other"),
            Map.entry("pager", "pager"),
            Map.entry("carphone", "car"),
            Map.entry("assistantsphone", "assistantPhone"));

    private static final Map<String, String> URLS =
            Map.of("website", "", "webpage", "", "url", "", "linkedinurl", "linkedin", "twitterurl", "twitter");

    private static final Map<String, String> ADDRESS_PARTS = Map.of(
            "street", "street",
            "city", "city",
            "state", "region",
            "postalcode", "postalCode",
            "countryregion", "country",
            "country", "country");

    private static final Map<String, String> PLACES = Map.of("home", "home", "business", "work", "other", "other");

    private final JsonContactMapper contacts;

    PlainCsvMapper(String region) {
        this.contacts = new JsonContactMapper(region);
    }

    /** Whether any column says who somebody is or how to reach them. */
    static boolean knows(CsvColumns columns) {
        return columns.names().stream()
                .map(PlainCsvMapper::key)
                .anyMatch(key -> FIELDS.containsKey(key) && !key.equals("suffix") && !key.equals("notes")
                        || EMAILS.containsKey(key)
                        || PHONES.containsKey(key));
    }

    private static String key(String column) {
        return column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    @Override
    public CanonicalContact contact(CsvRow row, EntryErrors errors) {
        boolean outlook = row.columns().hasAny("E-mail Address", "Job Title");
        ObjectNode contact = JsonNodeFactory.instance.objectNode();
        for (String column : row.columns().names()) {
            String key = key(column);
            String field = key.equals("title") ? outlook ? "namePrefix" : "title" : FIELDS.get(key);
            if (field != null && !contact.has(field)) {
                put(contact, field, row.take(column));
            } else if (EMAILS.containsKey(key)) {
                item(contact, "emails", row.take(column), EMAILS.get(key));
            } else if (PHONES.containsKey(key)) {
                item(contact, "phones", row.take(column), PHONES.get(key));
            } else if (URLS.containsKey(key)) {
                item(contact, "urls", row.take(column), URLS.get(key));
            } else if (key.equals("categories") || key.equals("labels")) {
                labels(contact, row.take(column));
            } else {
                address(contact, key, column, row);
            }
        }
        CanonicalContact mapped = contacts.map(contact, errors);
        return mapped.toBuilder().customFields(row.rest()).build();
    }

    @Override
    public List<CanonicalGroup> groups(CanonicalContact contact, CsvRow row) {
        return contact.groupMemberships().stream().map(NamedGroups::of).toList();
    }

    private static void put(ObjectNode contact, String field, String value) {
        // Outlook writes days it does not know as zeros.
        if (value != null && !value.equals("0/0/00")) {
            contact.put(field, value);
        }
    }

    private static void item(ObjectNode contact, String list, String value, String label) {
        if (value != null) {
            ObjectNode item = contact.withArray(list).addObject().put("value", value);
            put(item, "label", label.isEmpty() ? null : label);
        }
    }

    private static void labels(ObjectNode contact, String value) {
        if (value != null) {
            for (String name : value.split("[;,]")) {
                if (!name.isBlank()) {
                    contact.withArray("labels").add(name.strip());
                }
            }
        }
    }

    /** Outlook's {@code Home Street}, {@code Business City} and so on. */
    private static void address(ObjectNode contact, String key, String column, CsvRow row) {
        PLACES.forEach((place, label) -> {
            String part = key.startsWith(place) ? ADDRESS_PARTS.get(key.substring(place.length())) : null;
            String value = part == null ? null : row.take(column);
            if (value != null) {
                addressOf(contact, label).put(part, value);
            }
        });
    }

    private static ObjectNode addressOf(ObjectNode contact, String label) {
        for (var address : contact.withArray("addresses")) {
            if (address.path("label").asText().equals(label)) {
                return (ObjectNode) address;
            }
        }
        return contact.withArray("addresses").addObject().put("label", label);
    }
}
