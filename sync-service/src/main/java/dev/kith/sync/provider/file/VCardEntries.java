package dev.kith.sync.provider.file;

import dev.kith.sync.provider.vcard.Card;
import dev.kith.sync.provider.vcard.CardReader;
import dev.kith.sync.provider.vcard.CardSplitter;
import dev.kith.sync.provider.vcard.ReadCard;
import dev.kith.sync.tool.ImportError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of vCards, one after the other. */
final class VCardEntries implements FileEntries {

    private final CardSplitter cards;
    private final CardReader reader;
    private final ExternalIds externalIds = new ExternalIds();

    VCardEntries(InputStream in, String region) throws IOException {
        this.cards = new CardSplitter(in, null);
        this.reader = new CardReader(region);
    }

    @Override
    public ParsedEntry next() throws IOException {
        Card card = cards.next();
        if (card == null) {
            return null;
        }
        ReadCard read = reader.read(card);
        List<ImportError> errors = new ArrayList<>(read.problems().stream()
                .map(problem -> new ImportError(card.row(), problem.line(), problem.field(), problem.message()))
                .toList());
        if (read instanceof ReadCard.Person person) {
            return new ParsedEntry(
                    externalIds.name(person.uid(), person.fingerprint(), person.unnamed()), person.groups(), errors);
        }
        if (read instanceof ReadCard.Group) {
            errors.add(new ImportError(card.row(), card.line(), "card", "This card is a group, not a person."));
        }
        return new ParsedEntry(null, List.of(), errors);
    }

    @Override
    public void close() throws IOException {
        cards.close();
    }
}
