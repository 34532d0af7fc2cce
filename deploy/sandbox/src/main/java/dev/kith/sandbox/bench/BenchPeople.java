package dev.kith.sandbox.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import java.util.List;
import java.util.Locale;

/** Invented people, as many as are wanted, each with what most address books hold of most people. */
final class BenchPeople {

    private static final List<String> FIRST = List.of(
            "Ada", "Boris", "Chloe", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Ines", "Jonas", "Kira", "Leo",
            "Mina", "Nils", "Olga", "Pablo", "Quinn", "Rosa", "Sven", "Tara");
    private static final List<String> LAST = List.of(
            "Abbott",
            "Bergman",
            "Castillo",
            "Dupont",
            "Eriksen",
            "Fischer",
            "Gruber",
            "Hansen",
            "Ivanova",
            "Jansen",
            "Kowalski",
            "Larsen",
            "Moreau",
            "Novak",
            "Okafor",
            "Petrov",
            "Quist",
            "Rossi",
            "Schmidt",
            "Tanaka");
    private static final List<String> WORKS = List.of("Harbour Works", "Northern Rail", "Old Mill", "Sunrise Bakery");

    private BenchPeople() {}

    /** @param state differs from one state of the person to the next */
    static CanonicalContact person(int number, int state) {
        String first = FIRST.get(number % FIRST.size());
        String last = LAST.get(number / FIRST.size() % LAST.size()) + " " + word(number);
        String email = (first + "." + word(number) + "@mail.example").toLowerCase(Locale.ROOT);
        String title = state == 0 ? "Engineer" : "Engineer " + state;
        return CanonicalContact.builder("people/c" + number)
                .etag("\"" + number + "-" + state + "\"")
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .emails(List.of(new Email(email, "home", true, email)))
                .phones(List.of(
                        new Phone("+1416" + (2_000_000 + number), "mobile", true, "+1416" + (2_000_000 + number))))
                .organizations(List.of(new Organization(WORKS.get(number % WORKS.size()), null, title, true)))
                .notes("Met in " + LAST.get(number * 7 % LAST.size()) + "ville")
                .raw(raw(number, first, last, email, title))
                .build();
    }

    /** A number as letters, so that a word of every person is nobody else's. */
    static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + 1_000; rest > 0; rest /= 20) {
            word.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    private static ObjectNode raw(int number, String first, String last, String email, String title) {
        ObjectNode raw = JsonNodeFactory.instance.objectNode();
        raw.put("resourceName", "people/c" + number).put("etag", "\"" + number + "\"");
        raw.putArray("names")
                .addObject()
                .put("displayName", first + " " + last)
                .put("givenName", first)
                .put("familyName", last);
        raw.putArray("emailAddresses").addObject().put("value", email).put("type", "home");
        raw.putArray("phoneNumbers")
                .addObject()
                .put("value", "+1416" + (2_000_000 + number))
                .put("type", "mobile");
        raw.putArray("organizations")
                .addObject()
                .put("name", WORKS.get(number % WORKS.size()))
                .put("title", title);
        raw.putArray("biographies").addObject().put("value", "Met in " + LAST.get(number * 7 % LAST.size()) + "ville");
        return raw;
    }
}
