package dev.kith.sync.provider.vcard;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.scribe.ScribeIndex;
import ezvcard.io.text.VCardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Has ez-vcard read a card. A line that it cannot get over costs only itself. */
final class CardParser {

    private static final ScribeIndex SCRIBES = CardVocabulary.scribes();

    private CardParser() {}

    /** @return {@code null} when nothing of the card can be read */
    static VCard parse(CardContent content) {
        VCard card = attempt(content.version(), content.lines());
        if (card != null) {
            return card;
        }
        List<ContentLine> good = new ArrayList<>();
        for (ContentLine line : content.lines()) {
            if (attempt(content.version(), List.of(line)) == null) {
                content.aside(line);
            } else {
                good.add(line);
            }
        }
        return attempt(content.version(), good);
    }

    private static VCard attempt(String version, List<ContentLine> lines) {
        StringBuilder text = new StringBuilder("BEGIN:VCARD\r\nVERSION:" + version + "\r\n");
        lines.forEach(line -> text.append(line.text()).append("\r\n"));
        text.append("END:VCARD\r\n");
        try (VCardReader reader = new VCardReader(text.toString(), VCardVersion.V3_0)) {
            reader.setScribeIndex(SCRIBES);
            return reader.readNext();
        } catch (IOException | RuntimeException e) {
            // ez-vcard throws whatever it stumbles over; nothing of it is worth telling.
            return null;
        }
    }
}
