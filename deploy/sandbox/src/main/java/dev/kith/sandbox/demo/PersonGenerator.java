package dev.kith.sandbox.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Makes people as the People API describes them, the same ones for the same seed. Addresses are of example domains, numbers
 * of the range kept free for fiction.
 */
public final class PersonGenerator {

    private static final int FICTIONAL_NUMBERS = 100;
    /** Added to a person's number, it gives that person another phone number. */
    static final int SECOND_LINES = 100_000;

    private static final int FRENCH_NUMBERS = 10_000;
    private static final int FIRST_BRITISH_NUMBER = 1_000;
    private static final int BRITISH_NUMBERS = 1_000;

    private final Random random;

    public PersonGenerator(long seed) {
        this.random = new Random(seed);
    }

    /** An ordinary person with most fields filled. */
    public ObjectNode person(int number) {
        Names.Name name = Names.pick(random);
        ObjectNode person = named(name.first(), name.last());
        String mailbox = mailbox(name, number);
        addEmail(person, mailbox + "@example.com", "home");
        if (chance(40)) {
            addEmail(person, mailbox + "@" + Names.company(random).domain(), "work");
        }
        Names.Town town = Names.town(random);
        addMobile(person, number, town.code());
        if (chance(25)) {
            addPhone(person, number + SECOND_LINES, "work");
        }
        if (chance(60)) {
            Names.Company company = Names.company(random);
            person.putArray("organizations")
                    .addObject()
                    .put("name", company.name())
                    .put("title", Names.title(random))
                    .put("department", Names.department(random))
                    .put("current", true)
                    .put("type", "work");
        }
        if (chance(50)) {
            addAddress(person, (1 + random.nextInt(200)) + " " + town.street(), town);
        }
        if (chance(60)) {
            addBirthday(person);
        }
        if (chance(15)) {
            addEvent(person, "anniversary");
        }
        if (chance(20)) {
            person.putArray("biographies")
                    .addObject()
                    .put("value", Names.note(random))
                    .put("contentType", "TEXT_PLAIN");
        }
        if (chance(15)) {
            person.putArray("urls")
                    .addObject()
                    .put("value", "https://" + mailbox + ".example")
                    .put("type", "blog");
        }
        if (chance(10)) {
            person.putArray("nicknames")
                    .addObject()
                    .put(
                            "value",
                            name.first().substring(0, Math.min(3, name.first().length())));
        }
        if (chance(8)) {
            person.putArray("imClients").addObject().put("username", mailbox).put("protocol", "jabber");
        }
        if (chance(10)) {
            person.putArray("relations")
                    .addObject()
                    .put("person", Names.pick(random).first())
                    .put("type", "spouse");
        }
        addMembership(person, "myContacts");
        return person;
    }

    /** A person with just a name. */
    static ObjectNode named(String first, String last) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        ObjectNode name = person.putArray("names").addObject();
        name.put("displayName", last == null ? first : first + " " + last);
        name.put("givenName", first);
        if (last != null) {
            name.put("familyName", last);
        }
        return person;
    }

    static void addEmail(ObjectNode person, String address, String type) {
        person.withArray("emailAddresses").addObject().put("value", address).put("type", type);
    }

    static void addMembership(ObjectNode person, String group) {
        person.withArray("memberships")
                .addObject()
                .putObject("contactGroupMembership")
                .put("contactGroupResourceName", "contactGroups/" + group)
                .put("contactGroupId", group);
    }

    /** A mobile phone of the person's country as people type it, as far as that country keeps numbers free for fiction. */
    private static void addMobile(ObjectNode person, int number, String country) {
        int british = number - FIRST_BRITISH_NUMBER;
        if (country.equals("FR") && number < FRENCH_NUMBERS) {
            String digits = String.format(Locale.ROOT, "%04d", number);
            person.withArray("phoneNumbers")
                    .addObject()
                    .put("value", "06 39 98 " + digits.substring(0, 2) + " " + digits.substring(2))
                    .put("canonicalForm", "+3363998" + digits)
                    .put("type", "mobile");
        } else if (country.equals("GB") && british >= 0 && british < BRITISH_NUMBERS) {
            // Without canonicalForm: Google leaves it out where it cannot tell the country.
            person.withArray("phoneNumbers")
                    .addObject()
                    .put("value", String.format(Locale.ROOT, "07700 900%03d", british))
                    .put("type", "mobile");
        } else {
            addPhone(person, number, "mobile");
        }
    }

    /**
     * Each person gets a number of its own: first those kept free for fiction (555-0100 to 555-0199 of every area code),
     * then others of the exchange 555, which has no subscribers.
     */
    static void addPhone(ObjectNode person, int number, String type) {
        int fictional = AREA_CODES.size() * FICTIONAL_NUMBERS;
        String area = AREA_CODES.get(number % AREA_CODES.size());
        int line =
                number < fictional ? 100 + number / AREA_CODES.size() : 200 + (number - fictional) / AREA_CODES.size();
        String digits = String.format(Locale.ROOT, "%04d", line % 10_000);
        person.withArray("phoneNumbers")
                .addObject()
                .put("value", "(" + area + ") 555-" + digits)
                .put("canonicalForm", "+1" + area + "555" + digits)
                .put("type", type);
    }

    private static final List<String> AREA_CODES = List.of(
            "202", "206", "212", "213", "214", "215", "216", "303", "305", "310", "312", "313", "314", "404", "408",
            "412", "415", "425", "503", "505", "510", "512", "602", "612", "615", "617", "619", "646", "650", "702",
            "703", "713", "718", "727", "734", "770", "773", "801", "808", "813", "816", "818", "832", "858", "901",
            "904", "907", "916", "917", "919", "925", "949", "954", "970", "972");

    static void addAddress(ObjectNode person, String street, Names.Town town) {
        person.withArray("addresses")
                .addObject()
                .put("type", "home")
                .put("streetAddress", street)
                .put("city", town.city())
                .put("postalCode", town.postalCode())
                .put("country", town.country())
                .put("countryCode", town.code());
    }

    private void addBirthday(ObjectNode person) {
        ObjectNode date = person.putArray("birthdays").addObject().putObject("date");
        if (chance(70)) {
            date.put("year", 1940 + random.nextInt(70));
        }
        date.put("month", 1 + random.nextInt(12)).put("day", 1 + random.nextInt(28));
    }

    private void addEvent(ObjectNode person, String type) {
        ArrayNode events = person.withArray("events");
        events.addObject()
                .put("type", type)
                .putObject("date")
                .put("year", 1990 + random.nextInt(30))
                .put("month", 1 + random.nextInt(12))
                .put("day", 1 + random.nextInt(28));
    }

    static String mailbox(Names.Name name, int number) {
        String plain = Normalizer.normalize(name.first() + "." + name.last(), Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z.]", "")
                .toLowerCase(Locale.ROOT);
        return plain.startsWith(".") || plain.endsWith(".") ? "person" + number : plain + number;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
