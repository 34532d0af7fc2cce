package dev.kith.sync.provider.file;

import dev.kith.sync.tool.ImportError;
import ezvcard.VCard;
import ezvcard.io.ParseWarning;
import ezvcard.io.text.VCardReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a file of vCards (2.1, 3.0, 4.0), one after the other.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6350">RFC 6350</a>
 */
final class VCardEntries implements FileEntries {

    private final VCardSplitter cards;
    private final String region;
    private final ExternalIds externalIds = new ExternalIds();

    VCardEntries(InputStream in, String region) throws IOException {
        this.cards = new VCardSplitter(in);
        this.region = region;
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
        try {
            return read(card);
        } catch (IOException | RuntimeException e) {
            // ez-vcard throws whatever it stumbles over; nothing of it is worth telling.
            return ParsedEntry.broken(
                    card.row(),
                    card.line(),
                    "card",
                    "This card cannot be read. Export it again, or correct it by hand.");
        }
    }

    private ParsedEntry read(VCardSplitter.Card card) throws IOException {
        List<ImportError> errors = new ArrayList<>();
        VCard vcard;
        try (VCardReader reader = new VCardReader(card.text())) {
            vcard = reader.readNext();
            for (ParseWarning warning : reader.getWarnings()) {
                errors.add(new ImportError(
                        card.row(),
                        line(card, warning),
                        field(warning),
                        "This value is not as the standard wants it; it was kept as far as it could be read."));
            }
        }
        if (!card.closed()) {
            errors.add(new ImportError(
                    card.row(),
                    card.line(),
                    "card",
                    "The card has no end: the file was cut off here. What was readable is imported."));
        }
        if (vcard == null) {
            return ParsedEntry.broken(card.row(), card.line(), "card", "This card is empty.");
        }
        VCardMapper mapper = new VCardMapper(vcard, region);
        if (mapper.empty()) {
            errors.add(new ImportError(card.row(), card.line(), "card", "This card holds nothing to import."));
            return new ParsedEntry(null, List.of(), errors);
        }
        return new ParsedEntry(mapper.contact(externalIds), mapper.groups(), errors);
    }

    private static Integer line(VCardSplitter.Card card, ParseWarning warning) {
        return warning.getLineNumber() == null ? card.line() : card.line() + warning.getLineNumber() - 1;
    }

    private static String field(ParseWarning warning) {
        return warning.getPropertyName() == null ? "card" : warning.getPropertyName();
    }

    @Override
    public void close() throws IOException {
        cards.close();
    }
}
