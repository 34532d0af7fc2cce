package dev.kith.sync.provider.file;

import dev.kith.sync.provider.vcard.CardProblem;
import dev.kith.sync.provider.vcard.CardReader;
import dev.kith.sync.provider.vcard.ReadCard;
import dev.kith.sync.tool.ImportError;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads a file of vCards, one after the other. */
final class VCardEntries implements FileEntries {

    private final VCardSplitter cards;
    private final CardReader reader;
    private final ExternalIds externalIds = new ExternalIds();

    VCardEntries(InputStream in, String region) throws IOException {
        this.cards = new VCardSplitter(in);
        this.reader = new CardReader(region);
    }

    @Override
    public ParsedEntry next() throws IOException {
        VCardSplitter.Card card = cards.next();
        if (card == null) {
            return null;
        }
        if (card.tooBig()) {
            return ParsedEntry.broken(
                    card.row(),
                    card.line(),
                    "card",
                    "This card is too big. Remove its photo or attachment and import it again.");
        }
        return read(card);
    }

    private ParsedEntry read(VCardSplitter.Card card) {
        ReadCard read = reader.read(card.text());
        List<ImportError> errors = new ArrayList<>();
        for (CardProblem problem : read.problems()) {
            int line = problem.line() == null ? card.line() : card.line() + problem.line() - 1;
            errors.add(new ImportError(card.row(), line, problem.field(), problem.message()));
        }
        if (!card.closed()) {
            errors.add(new ImportError(
                    card.row(),
                    card.line(),
                    "card",
                    "The card has no end: the file was cut off here. What was readable is imported."));
        }
        if (read instanceof ReadCard.Person person) {
            return new ParsedEntry(externalIds.name(person.uid(), person.unnamed()), person.groups(), errors);
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
