package dev.kith.sync.provider.file;

import dev.kith.model.CanonicalGroup;
import dev.kith.sync.provider.vcard.Card;
import dev.kith.sync.provider.vcard.CardReader;
import dev.kith.sync.provider.vcard.CardSplitter;
import dev.kith.sync.provider.vcard.ReadCard;
import dev.kith.sync.tool.ImportError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads a file of vCards, one after the other. */
final class VCardEntries implements FileEntries {

    private final CardSplitter cards;
    private final CardReader reader;
    private final ExternalIds externalIds = new ExternalIds();

    /** @param declared encoding of what is not UTF-8; {@code null} when nobody declared one */
    VCardEntries(InputStream in, Charset declared, String region) throws IOException {
        this.cards = new CardSplitter(in, declared);
        this.reader = new CardReader(region);
    }

    @Override
    public ParsedEntry next() throws IOException {
        Card card = cards.next();
        return card == null ? null : entry(card, reader.read(card));
    }

    private ParsedEntry entry(Card card, ReadCard read) {
        List<ImportError> errors = new ArrayList<>(read.problems().stream()
                .map(problem -> new ImportError(
                        card.row(),
                        Objects.requireNonNullElse(problem.line(), card.line()),
                        problem.field(),
                        problem.message()))
                .toList());
        if (read instanceof ReadCard.Person person) {
            return new ParsedEntry(
                    card.row(),
                    card.line(),
                    externalIds.name(person.uid(), person.fingerprint(), person.unnamed()),
                    person.groups(),
                    errors);
        }
        if (read instanceof ReadCard.Group group && group.name() != null) {
            return new ParsedEntry(card.row(), card.line(), null, List.of(group(group)), errors);
        }
        if (read instanceof ReadCard.Group) {
            errors.add(new ImportError(card.row(), card.line(), "FN", "This group has no name."));
        }
        return new ParsedEntry(card.row(), card.line(), null, List.of(), errors, !card.begun());
    }

    /** Its members may stand before it, after it, or in a file imported long ago: the run's end brings them together. */
    private static CanonicalGroup group(ReadCard.Group group) {
        String id = FilePages.STREAM + "/" + Objects.requireNonNullElse(group.uid(), group.name());
        return new CanonicalGroup(id, null, group.name(), CanonicalGroup.Kind.USER, false, group.memberUids());
    }

    @Override
    public void close() throws IOException {
        cards.close();
    }
}
