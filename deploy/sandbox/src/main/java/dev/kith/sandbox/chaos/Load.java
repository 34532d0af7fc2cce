package dev.kith.sandbox.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.chaos.Truth.Person;
import dev.kith.sandbox.google.StandInControl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** People who edit their address books all the time. */
final class Load {

    private static final int PEOPLE = 40;

    private final StandInControl google;
    private final Truth truth;
    private final Agent agent;
    private final Humans humans;
    private final Random random;
    private final List<String> accounts = new ArrayList<>();
    private int next;

    Load(StandInControl google, Truth truth, Agent agent, Humans humans, Random random) {
        this.google = google;
        this.truth = truth;
        this.agent = agent;
        this.humans = humans;
        this.random = random;
    }

    static String refreshToken(String account) {
        return "refresh-secret-" + account;
    }

    /** Opens an account at Google with people in it. */
    void open(String account) {
        google.createAccount(
                account, account + "@chaos.example", refreshToken(account), Set.of(StandInControl.CONTACTS_SCOPE));
        accounts.add(account);
        for (int i = 0; i < PEOPLE; i++) {
            create(account);
        }
    }

    List<String> accounts() {
        return accounts;
    }

    /** One thing that somebody does. */
    void step() {
        int choice = random.nextInt(20);
        if (choice < 6) {
            somebody().ifPresent(this::change);
        } else if (choice < 8) {
            create(accounts.get(random.nextInt(accounts.size())));
        } else if (choice == 8) {
            somebody().filter(person -> random.nextInt(3) == 0).ifPresent(this::delete);
        } else if (choice < 11) {
            somebody().ifPresent(person -> google.touchContact(account(person), sourceId(person)));
        } else if (choice < 14) {
            somebody().ifPresent(person -> humans.nickname(person, "Nick" + next++));
        } else if (choice < 17) {
            agent.contact(random.nextInt(30), next++, random.nextInt(4) == 0);
        } else if (choice < 19) {
            agent.messages(next++, 1 + random.nextInt(4), random.nextInt(4) == 0);
        } else {
            agent.poison(next++);
        }
    }

    private Optional<Person> somebody() {
        List<Person> there = truth.people().values().stream()
                .filter(person -> !person.deleted() && person.link().startsWith("google/"))
                .toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(there.get(random.nextInt(there.size())));
    }

    private void create(String account) {
        String sourceId = Integer.toHexString(0x1000 + next);
        String family = Truth.FAMILY + word(next++);
        String title = "Title 0";
        String name = google.putContact(account, sourceId, person(family, title));
        truth.put(new Person("google/" + account + "/" + name + "#" + sourceId, family, title, false, 1));
    }

    private void change(Person person) {
        Person changed = person.changed("Title " + next++);
        google.putContact(account(person), sourceId(person), person(person.family(), changed.title()));
        truth.put(changed);
    }

    private void delete(Person person) {
        google.deleteContact(account(person), sourceId(person));
        truth.put(person.gone());
    }

    private static String account(Person person) {
        return person.link().split("/")[1];
    }

    private static String sourceId(Person person) {
        return person.link().substring(person.link().indexOf('#') + 1);
    }

    /** Letters only: nobody is like anybody else. */
    static String word(int number) {
        StringBuilder word = new StringBuilder();
        for (int rest = number + 400; rest > 0; rest /= 20) {
            word.append("bcdfghjklmnpqrstvwxz".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
        }
        return word.toString();
    }

    private static ObjectNode person(String family, String title) {
        ObjectNode person = JsonNodeFactory.instance.objectNode();
        person.putArray("names")
                .addObject()
                .put("displayName", "Pat " + family)
                .put("givenName", "Pat")
                .put("familyName", family);
        person.putArray("emailAddresses").addObject().put("value", family.toLowerCase(Locale.ROOT) + "@chaos.example");
        person.putArray("organizations").addObject().put("name", "Chaos").put("title", title);
        return person;
    }
}
