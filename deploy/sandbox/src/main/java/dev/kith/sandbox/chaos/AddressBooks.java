package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.carddav.CardDavStandIn;
import dev.kith.sandbox.chaos.Truth.Link;
import dev.kith.sandbox.chaos.Truth.Person;
import dev.kith.sandbox.google.StandInControl;
import java.util.Locale;

/** People as Google and an address book server keep them; the truth learns of each change before the service can. */
final class AddressBooks {

    private final StandInControl google;
    private final CardDavStandIn dav;
    private final Truth truth;

    AddressBooks(StandInControl google, CardDavStandIn dav, Truth truth) {
        this.google = google;
        this.dav = dav;
        this.truth = truth;
    }

    void create(String provider, String account, int number) {
        String sourceId = Integer.toHexString(0x1000 + number);
        String family = Truth.FAMILY + word(number);
        if (provider.equals(Accounts.GOOGLE)) {
            // It is Google that names them.
            Person unnamed = arrived(new Link(provider, account, null), sourceId, family);
            String name = google.putContact(account, sourceId, googlePerson(unnamed));
            truth.put(arrived(new Link(provider, account, name), sourceId, family));
        } else {
            put(arrived(new Link(provider, account, CardDavStandIn.path(account, file(sourceId))), sourceId, family));
        }
    }

    private static Person arrived(Link link, String sourceId, String family) {
        return Person.arrived(link, sourceId, family, "Title 0", email(family, 0));
    }

    void change(Person person, String title) {
        put(person.changed(title));
    }

    /** They have another address from now on, and the former no more. */
    void move(Person person, int number) {
        put(person.moved(email(person.family(), number)));
    }

    private void put(Person person) {
        truth.put(person);
        tell(person);
    }

    private void tell(Person person) {
        if (isGoogle(person)) {
            google.putContact(account(person), person.sourceId(), googlePerson(person));
        } else {
            dav.put(account(person), file(person.sourceId()), card(person));
        }
    }

    /** A new version that says the same. */
    void touch(Person person) {
        if (isGoogle(person)) {
            google.touchContact(account(person), person.sourceId());
        } else {
            tell(person);
        }
    }

    void delete(Person person) {
        truth.put(person.gone());
        if (isGoogle(person)) {
            google.deleteContact(account(person), person.sourceId());
        } else {
            dav.delete(account(person), file(person.sourceId()));
        }
    }

    private static boolean isGoogle(Person person) {
        return person.link().provider().equals(Accounts.GOOGLE);
    }

    private static String account(Person person) {
        return person.link().account();
    }

    /** Letters only: nobody is like anybody else. */
    static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + 400; rest > 0; rest /= 20) {
            word.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    private static String file(String sourceId) {
        return sourceId + ".vcf";
    }

    private static String email(String family, int number) {
        return family.toLowerCase(Locale.ROOT) + number + "@chaos.example";
    }

    private static ObjectNode googlePerson(Person of) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putArray("names")
                .addObject()
                .put("displayName", "Pat " + of.family())
                .put("givenName", "Pat")
                .put("familyName", of.family());
        person.putArray("emailAddresses").addObject().put("value", of.email());
        person.putArray("organizations").addObject().put("name", Truth.COMPANY).put("title", of.title());
        return person;
    }

    private static String card(Person of) {
        return String.join(
                "\r\n",
                "BEGIN:VCARD",
                "VERSION:3.0",
                "UID:chaos-" + of.sourceId(),
                "FN:Pat " + of.family(),
                "N:" + of.family() + ";Pat;;;",
                "EMAIL:" + of.email(),
                "ORG:" + Truth.COMPANY,
                "TITLE:" + of.title(),
                "END:VCARD",
                "");
    }
}
