package dev.kith.sandbox.chaos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What sources and humans said, kept by who makes them say it: the oracle compares the CRM with it. */
final class Truth {

    /** Every family name begins like this, and no log may hold it. */
    static final String FAMILY = "Qzchaos";

    /** Where everybody works, whatever becomes of them. */
    static final String COMPANY = "Chaos";

    /** How a source names somebody. */
    record Link(String provider, String account, String externalId) {

        @Override
        public String toString() {
            return provider + "/" + account + "/" + externalId;
        }
    }

    /**
     * Somebody at a source.
     *
     * @param sourceId by which the source finds the person again
     * @param email {@code null} where the source keeps none
     * @param changes how often what the source says about them changed since they came, their end not counted
     */
    record Person(Link link, String sourceId, String family, String title, String email, boolean deleted, int changes) {

        /** Somebody of whom nobody knew. */
        static Person arrived(Link link, String sourceId, String family, String title, String email) {
            return new Person(link, sourceId, family, title, email, false, 0);
        }

        Person changed(String newTitle) {
            return new Person(link, sourceId, family, newTitle, email, false, changes + 1);
        }

        Person moved(String newEmail) {
            return new Person(link, sourceId, family, title, newEmail, false, changes + 1);
        }

        Person gone() {
            return new Person(link, sourceId, family, title, email, true, changes);
        }
    }

    private final Map<Link, Person> people = new LinkedHashMap<>();
    private final Map<Link, Edits> nicknames = new LinkedHashMap<>();
    private final Map<Link, Edits> titles = new LinkedHashMap<>();
    private final List<String> made = new ArrayList<>();
    private final Set<String> messages = ConcurrentHashMap.newKeySet();
    private final AtomicInteger poison = new AtomicInteger();

    synchronized List<Person> people() {
        return List.copyOf(people.values());
    }

    synchronized Person person(Link link) {
        return people.get(link);
    }

    synchronized void put(Person person) {
        people.put(person.link(), person);
    }

    /** What humans called somebody, which no source does. */
    synchronized Edits nickname(Link link) {
        return nicknames.computeIfAbsent(link, unused -> new Edits());
    }

    /** What humans wrote over the title that the source gave. */
    synchronized Edits title(Link link) {
        return titles.computeIfAbsent(link, unused -> new Edits());
    }

    /** A human made somebody of this family name, and was told so. */
    synchronized void made(String family) {
        made.add(family);
    }

    synchronized List<String> made() {
        return List.copyOf(made);
    }

    Set<String> messages() {
        return messages;
    }

    void poisoned() {
        poison.incrementAndGet();
    }

    int poison() {
        return poison.get();
    }
}
