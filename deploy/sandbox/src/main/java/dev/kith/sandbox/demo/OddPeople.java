package dev.kith.sandbox.demo;

import static dev.kith.sandbox.demo.PersonGenerator.addEmail;
import static dev.kith.sandbox.demo.PersonGenerator.addMembership;
import static dev.kith.sandbox.demo.PersonGenerator.addPhone;
import static dev.kith.sandbox.demo.PersonGenerator.named;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** People of the kinds that real address books hold and that careless programs lose or mix up. */
final class OddPeople {

    private static final int FAMILY_LINE = 5_400;

    private OddPeople() {}

    static List<ObjectNode> all() {
        return List.of(
                companyOnly("Harbour Clinic Reception"),
                emailOnly("newsletter@sundial.example"),
                phoneOnly(),
                family("Ines", "Moreau"),
                family("Paul", "Moreau"),
                homonym("amara.okafor@example.com"),
                homonym("a.okafor@kestrel.example"),
                leapDay(),
                withoutYear(),
                birthdayAsText(),
                graduated(),
                rightToLeft(),
                farEast(),
                emoji(),
                generatedPhoto(),
                longNote(),
                primaryLast(),
                withoutTypes(),
                twice(),
                ofAForgottenGroup(),
                pasted());
    }

    private static ObjectNode companyOnly(String name) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putArray("organizations").addObject().put("name", name).put("type", "work");
        addPhone(person, FAMILY_LINE + 1, "main");
        return person;
    }

    private static ObjectNode emailOnly(String address) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        addEmail(person, address, "other");
        return person;
    }

    private static ObjectNode phoneOnly() {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        addPhone(person, FAMILY_LINE + 2, "other");
        return person;
    }

    /** Two who share an address and a landline. */
    private static ObjectNode family(String first, String last) {
        ObjectNode person = named(first, last);
        addEmail(person, "famille.moreau@example.com", "home");
        addPhone(person, FAMILY_LINE, "home");
        addMembership(person, "family");
        return person;
    }

    private static ObjectNode homonym(String address) {
        ObjectNode person = named("Amara", "Okafor");
        addEmail(person, address, "work");
        return person;
    }

    private static ObjectNode leapDay() {
        ObjectNode person = named("Frida", "Skott");
        person.putArray("birthdays")
                .addObject()
                .putObject("date")
                .put("month", 2)
                .put("day", 29);
        return person;
    }

    private static ObjectNode withoutYear() {
        ObjectNode person = named("Jonas", "Ohlin");
        person.putArray("birthdays")
                .addObject()
                .putObject("date")
                .put("year", 0)
                .put("month", 11)
                .put("day", 3);
        return person;
    }

    private static ObjectNode birthdayAsText() {
        ObjectNode person = named("Tove", "Berg");
        person.putArray("birthdays").addObject().put("text", "sometime in spring");
        return person;
    }

    private static ObjectNode graduated() {
        ObjectNode person = named("Kofi", "Asante");
        person.putArray("events")
                .addObject()
                .put("type", "Graduation")
                .putObject("date")
                .put("year", 2019)
                .put("month", 6)
                .put("day", 14);
        return person;
    }

    private static ObjectNode rightToLeft() {
        ObjectNode person = named("ليلى", "حداد");
        addEmail(person, "layla.haddad@example.com", "home");
        return person;
    }

    private static ObjectNode farEast() {
        ObjectNode person = named("陽子", "田中");
        addEmail(person, "yoko.tanaka@example.com", "home");
        return person;
    }

    private static ObjectNode emoji() {
        ObjectNode person = named("Sunny ☀️", "Brooks");
        addEmail(person, "sunny@example.com", "home");
        return person;
    }

    private static ObjectNode generatedPhoto() {
        ObjectNode person = named("Milo", "Ferrante");
        person.putArray("photos")
                .addObject()
                .put("url", "https://photos.example/letter/M=s100")
                .put("default", true);
        return person;
    }

    private static ObjectNode longNote() {
        ObjectNode person = named("Vera", "Lindholm");
        person.putArray("biographies")
                .addObject()
                .put("value", "A long story. ".repeat(360))
                .put("contentType", "TEXT_PLAIN");
        return person;
    }

    private static ObjectNode primaryLast() {
        ObjectNode person = named("Otto", "Brandt");
        addEmail(person, "otto@old.example", "home");
        person.withArray("emailAddresses")
                .addObject()
                .put("value", "otto.brandt@example.com")
                .put("type", "work")
                .putObject("metadata")
                .put("primary", true);
        ((ObjectNode) person.withArray("emailAddresses").get(0))
                .putObject("metadata")
                .put("primary", false);
        return person;
    }

    private static ObjectNode withoutTypes() {
        ObjectNode person = named("Petra", "Vogel");
        person.putArray("emailAddresses").addObject().put("value", "petra.vogel@example.com");
        person.putArray("phoneNumbers").addObject().put("value", "0041 44 668 18 00");
        person.withArray("phoneNumbers").addObject().put("value", "ext. 12");
        return person;
    }

    private static ObjectNode twice() {
        ObjectNode person = named("Rolf", "Ekman");
        addEmail(person, "rolf.ekman@example.com", "home");
        addEmail(person, "Rolf.Ekman@example.com", "work");
        addPhone(person, FAMILY_LINE + 3, "mobile");
        addPhone(person, FAMILY_LINE + 3, "work");
        return person;
    }

    private static ObjectNode ofAForgottenGroup() {
        ObjectNode person = named("Dina", "Rahal");
        addEmail(person, "dina.rahal@example.com", "home");
        addMembership(person, "3f2a9c1d8b7e6f50");
        return person;
    }

    /** Pasted from a web page, with what is invisible there. */
    private static ObjectNode pasted() {
        ObjectNode person = named("Hal\u00ADvard\u200B", "Strand\u00A0");
        addEmail(person, "halvard.strand@example.com", "home");
        person.putArray("biographies")
                .addObject()
                .put("value", "Opening hours:\u000B\tMon\u20135\u202Fpm\u0007")
                .put("contentType", "TEXT_PLAIN");
        return person;
    }
}
