package dev.kith.sync.provider.vcard;

import dev.kith.model.CanonicalContact;
import ezvcard.VCard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads vCards, whatever program wrote them. Never fails: what cannot be read is told.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6350">RFC 6350</a>
 */
public final class CardReader {

    private static final String UNREADABLE = "This card cannot be read. Export it again, or correct it by hand.";

    private final String region;

    /** @param region ISO 3166-1 alpha-2 region by which phone numbers without a country code are read */
    public CardReader(String region) {
        this.region = region;
    }

    /** Reads the one card of a text. Others that stand there too are kept with it as text. */
    public ReadCard read(String text) {
        List<Card> cards = cards(text);
        if (cards.isEmpty()) {
            return unreadable(List.of(), null, "This card is empty.");
        }
        if (cards.size() == 1) {
            return read(cards.get(0));
        }
        int chosen = IntStream.range(0, cards.size())
                .filter(index -> !(read(cards.get(index)) instanceof ReadCard.Unreadable))
                .findFirst()
                .orElse(0);
        Card card = cards.remove(chosen);
        return read(card, cards);
    }

    private static List<Card> cards(String text) {
        List<Card> cards = new ArrayList<>();
        try (CardSplitter splitter =
                new CardSplitter(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), null)) {
            for (Card card = splitter.next(); card != null; card = splitter.next()) {
                cards.add(card);
            }
            return cards;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    public ReadCard read(Card card) {
        return read(card, List.of());
    }

    private ReadCard read(Card card, List<Card> others) {
        CardContent content = new CardContent(this);
        content.take(card);
        others.forEach(content::takeAnother);
        VCard parsed = CardParser.parse(content);
        if (parsed == null) {
            return unreadable(content.problems(), card.line(), UNREADABLE);
        }
        CanonicalContact contact = content.addTo(new CardMapper(parsed, region).map());
        if (CardGroups.isGroup(parsed)) {
            return group(card, parsed, contact, content.problems());
        }
        if (CardMapper.empty(contact)) {
            return unreadable(content.problems(), card.line(), "This card holds nothing to import.");
        }
        if (!card.begun() && !CardMapper.tellsWho(contact)) {
            return unreadable(List.of(), card.line(), "These lines belong to no card.");
        }
        return new ReadCard.Person(content.keepIn(contact), content.fingerprint(), content.problems());
    }

    private static ReadCard group(Card card, VCard parsed, CanonicalContact contact, List<CardProblem> problems) {
        ReadCard.Group group = CardGroups.group(parsed, problems);
        return CardMapper.onlyNamed(contact)
                ? group
                : group.with(new CardProblem(
                        card.line(),
                        "card",
                        "Of this group its name and its members are imported, and nothing else.",
                        true));
    }

    private static ReadCard unreadable(List<CardProblem> problems, Integer line, String message) {
        List<CardProblem> all = new ArrayList<>(problems);
        all.add(new CardProblem(line, "card", message));
        return new ReadCard.Unreadable(List.copyOf(all));
    }
}
