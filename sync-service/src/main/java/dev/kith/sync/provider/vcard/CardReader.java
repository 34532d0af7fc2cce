package dev.kith.sync.provider.vcard;

import ezvcard.VCard;
import ezvcard.io.ParseWarning;
import ezvcard.io.text.VCardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads single vCards, whatever program wrote them. Never fails: what cannot be read is told.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6350">RFC 6350</a>
 */
public final class CardReader {

    private final String region;

    /** @param region ISO 3166-1 alpha-2 region by which phone numbers without a country code are read */
    public CardReader(String region) {
        this.region = region;
    }

    public ReadCard read(String text) {
        List<CardProblem> problems = new ArrayList<>();
        try {
            VCard card = parse(text, problems);
            return card == null ? unreadable(problems, "This card is empty.") : read(card, problems);
        } catch (IOException | RuntimeException e) {
            // ez-vcard throws whatever it stumbles over; nothing of it is worth telling.
            return unreadable(problems, "This card cannot be read. Export it again, or correct it by hand.");
        }
    }

    private ReadCard read(VCard card, List<CardProblem> problems) {
        if (CardGroups.isGroup(card)) {
            return CardGroups.group(card, problems);
        }
        CardMapper mapper = new CardMapper(card, region);
        return mapper.empty()
                ? unreadable(problems, "This card holds nothing to import.")
                : new ReadCard.Person(mapper.contact(), List.copyOf(problems));
    }

    private static VCard parse(String text, List<CardProblem> problems) throws IOException {
        try (VCardReader reader = new VCardReader(text)) {
            VCard card = reader.readNext();
            for (ParseWarning warning : reader.getWarnings()) {
                problems.add(new CardProblem(
                        warning.getLineNumber(),
                        warning.getPropertyName() == null ? "card" : warning.getPropertyName(),
                        "This value is not as the standard wants it; it was kept as far as it could be read."));
            }
            return card;
        }
    }

    private static ReadCard unreadable(List<CardProblem> problems, String message) {
        List<CardProblem> all = new ArrayList<>(problems);
        all.add(new CardProblem(null, "card", message));
        return new ReadCard.Unreadable(List.copyOf(all));
    }
}
