package dev.kith.sync.provider.vcard;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.CanonicalGroup;
import java.util.List;
import java.util.stream.Stream;

/** What a vCard turned out to be. */
public sealed interface ReadCard {

    /** What of the card could not be taken over as it stands. */
    List<CardProblem> problems();

    /** How much of the card is kept nowhere, beside photos. */
    default int valuesLeftOut() {
        return (int) problems().stream()
                .filter(problem -> problem.leftOut() && !problem.leftOutPhoto())
                .count();
    }

    /** The same with one problem more. */
    default ReadCard with(CardProblem problem) {
        List<CardProblem> all =
                Stream.concat(problems().stream(), Stream.of(problem)).toList();
        if (this instanceof Person person) {
            return new Person(person.unnamed, person.fingerprint, all);
        }
        return this instanceof Group group
                ? new Group(group.uid, group.name, group.memberUids, all)
                : new Unreadable(all);
    }

    /**
     * Somebody.
     *
     * @param unnamed everything but the external id, which is the caller's to give
     * @param fingerprint the same for the same card, whenever it is exported
     */
    record Person(CanonicalContact unnamed, String fingerprint, List<CardProblem> problems) implements ReadCard {

        /** The card's own id; {@code null} when it has none. */
        public String uid() {
            return unnamed.uid();
        }

        public CanonicalContact as(String externalId) {
            return CanonicalContactBuilder.copyAs(externalId, unnamed).build();
        }

        /** How many of its photos are too large or no pictures. */
        public int photosLeftOut() {
            return (int) problems.stream().filter(CardProblem::leftOutPhoto).count();
        }

        /** The groups of its {@code CATEGORIES}, whose ids are their names. Google's own are no labels. */
        public List<CanonicalGroup> groups() {
            return unnamed.groupMemberships().stream().map(NamedGroups::of).toList();
        }
    }

    /**
     * A group that lists its members.
     *
     * @param uid {@code null} when it has none
     * @param name {@code null} when it has none
     * @param memberUids without {@code urn:uuid:}, as written otherwise; they may dangle, and compare ignoring case
     */
    record Group(String uid, String name, List<String> memberUids, List<CardProblem> problems) implements ReadCard {}

    /** Nothing that could be imported; the problems say why. */
    record Unreadable(List<CardProblem> problems) implements ReadCard {}
}
