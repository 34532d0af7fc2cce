package dev.kith.sandbox.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What sources and humans said, kept by who makes them say it: the oracle compares the CRM with it. */
final class Truth {

    /** Every family name begins like this, and no log may hold it. */
    static final String FAMILY = "Qzchaos";

    /**
     * Somebody at a source.
     *
     * @param changes how often what the source says about them changed
     */
    record Person(String link, String family, String title, boolean deleted, int changes) {

        Person changed(String newTitle) {
            return new Person(link, family, newTitle, false, changes + 1);
        }

        Person gone() {
            return new Person(link, family, title, true, changes + 1);
        }
    }

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Set<String>> nicknames = new HashMap<>();
    private final Set<String> messages = new LinkedHashSet<>();
    private int poison;

    Map<String, Person> people() {
        return people;
    }

    void put(Person person) {
        people.put(person.link(), person);
    }

    /** A human's edit that was answered: nothing else may stand there from now on. */
    void nicknamed(String link, String nickname) {
        nicknames.put(link, new HashSet<>(Set.of(nickname)));
    }

    /** One without an answer: it may have been made or not. */
    void perhapsNicknamed(String link, String nickname) {
        nicknames.computeIfAbsent(link, unused -> new HashSet<>(Set.of(""))).add(nickname);
    }

    Map<String, Set<String>> nicknames() {
        return nicknames;
    }

    Set<String> messages() {
        return messages;
    }

    void poisoned() {
        poison++;
    }

    int poison() {
        return poison;
    }
}
