package dev.kith.sync.provider.vcard;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CustomField;
import dev.kith.model.Relation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who acts for the person: in old cards a whole card inside of the card. It stays a part of it.
 *
 * @param relation the name, where the card tells it
 * @param card its lines
 * @param written what an AGENT property says where it says the same: a card with its line breaks, a name, an address
 */
record Agent(Optional<Relation> relation, CustomField card, String written, List<CardProblem> problems) {

    private static final String LABEL = "agent";

    static Agent of(Card nested, CardReader reader) {
        ReadCard read = reader.read(nested);
        String lines = text(nested);
        return new Agent(
                read instanceof ReadCard.Person person
                        ? name(person.unnamed()).map(name -> new Relation(name, LABEL))
                        : Optional.empty(),
                new CustomField(LABEL, CardText.clean(lines)),
                "BEGIN:VCARD\n" + lines + "\nEND:VCARD",
                read.problems());
    }

    /** The lines of a card, those of cards inside of it at the end. */
    static String text(Card card) {
        return Stream.concat(
                        card.lines().stream().map(ContentLine::text),
                        card.agents().stream().map(Agent::text))
                .collect(Collectors.joining("\n"));
    }

    /** An agent by name or address, or as a card with its line breaks escaped. */
    static List<Agent> of(ContentLine line, CardReader reader) {
        String value = CardText.unescaped(line.value());
        if (value == null) {
            return List.of();
        }
        if (!value.regionMatches(true, 0, "BEGIN:VCARD", 0, 11)) {
            return List.of(new Agent(
                    Optional.of(new Relation(value, LABEL)), new CustomField(LABEL, value), value, List.of()));
        }
        try (CardSplitter cards =
                new CardSplitter(new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8)), null)) {
            Card nested = cards.next();
            return List.of(of(nested, reader));
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private static Optional<String> name(CanonicalContact contact) {
        String name = contact.displayName() != null
                ? contact.displayName()
                : Stream.of(contact.firstName(), contact.middleName(), contact.lastName())
                        .filter(part -> part != null)
                        .collect(Collectors.joining(" "));
        return Optional.ofNullable(CardText.clean(name));
    }
}
