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
        String title = "Title 0";
        if (provider.equals(Accounts.GOOGLE)) {
            String name = google.putContact(account, sourceId, googlePerson(family, title));
            truth.put(Person.arrived(new Link(provider, account, name), sourceId, family, title));
        } else {
            String path = CardDavStandIn.path(account, sourceId + ".vcf");
            truth.put(Person.arrived(new Link(provider, account, path), sourceId, family, title));
            dav.put(account, sourceId + ".vcf", card(sourceId, family, title));
        }
    }

    void change(Person person, String title) {
        Person changed = person.changed(title);
        truth.put(changed);
        if (isGoogle(person)) {
            google.putContact(account(person), person.sourceId(), googlePerson(person.family(), title));
        } else {
            dav.put(account(person), person.sourceId() + ".vcf", card(person.sourceId(), person.family(), title));
        }
    }

    /** A new version that says the same. */
    void touch(Person person) {
        if (isGoogle(person)) {
            google.touchContact(account(person), person.sourceId());
        } else {
            dav.put(
                    account(person),
                    person.sourceId() + ".vcf",
                    card(person.sourceId(), person.family(), person.title()));
        }
    }

    void delete(Person person) {
        truth.put(person.gone());
        if (isGoogle(person)) {
            google.deleteContact(account(person), person.sourceId());
        } else {
            dav.delete(account(person), person.sourceId() + ".vcf");
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

    private static String email(String family) {
        return family.toLowerCase(Locale.ROOT) + "@chaos.example";
    }

    private static ObjectNode googlePerson(String family, String title) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putArray("names")
                .addObject()
                .put("displayName", "Pat " + family)
                .put("givenName", "Pat")
                .put("familyName", family);
        person.putArray("emailAddresses").addObject().put("value", email(family));
        person.putArray("organizations").addObject().put("name", "Chaos").put("title", title);
        return person;
    }

    private static String card(String uid, String family, String title) {
        return String.join(
                "\r\n",
                "BEGIN:VCARD",
                "VERSION:3.0",
                "UID:chaos-" + uid,
                "FN:Pat " + family,
                "N:" + family + ";Pat;;;",
                "EMAIL:" + email(family),
                "ORG:Chaos",
                "TITLE:" + title,
                "END:VCARD",
                "");
    }
}
