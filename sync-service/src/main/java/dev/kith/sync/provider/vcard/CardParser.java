package dev.kith.sync.provider.vcard;

import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.ParseWarning;
import ezvcard.io.scribe.ScribeIndex;
import ezvcard.io.text.VCardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Has ez-vcard read a card. A line that it cannot get over costs only itself. */
final class CardParser {

    private static final ScribeIndex SCRIBES = CardVocabulary.scribes();

    /** ez-vcard's code for a line in which it finds no value. */
    private static final int PASSED_OVER = 27;

    /** What stands before a card's own lines: BEGIN and VERSION. */
    private static final int LINES_BEFORE = 2;

    private CardParser() {}

    /**
     * What ez-vcard made of lines.
     *
     * @param card {@code null} when it stumbled
     * @param passedOver indexes of lines that it passed over
     */
    private record Attempt(VCard card, Set<Integer> passedOver) {}

    /** @return {@code null} when nothing of the card can be read */
    static VCard parse(CardContent content) {
        Attempt all = attempt(content.version(), content.lines());
        if (all.card() == null) {
            return withoutCulprits(content);
        }
        return all.passedOver().isEmpty()
                ? all.card()
                : attempt(content.version(), plainly(content.lines(), all.passedOver()))
                        .card();
    }

    private static VCard withoutCulprits(CardContent content) {
        List<ContentLine> good = new ArrayList<>();
        for (ContentLine line : content.lines()) {
            if (attempt(content.version(), List.of(line)).card() == null) {
                content.aside(line);
            } else {
                good.add(line);
            }
        }
        Attempt rest = attempt(content.version(), good);
        return rest.card() == null || rest.passedOver().isEmpty()
                ? rest.card()
                : attempt(content.version(), plainly(good, rest.passedOver())).card();
    }

    /** Parameters in which something is escaped or quoted that should not be hide the value: it goes without them. */
    private static List<ContentLine> plainly(List<ContentLine> lines, Set<Integer> passedOver) {
        List<ContentLine> plain = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            ContentLine line = lines.get(i);
            plain.add(passedOver.contains(i) ? line.withoutParameters() : line);
        }
        return plain;
    }

    private static Attempt attempt(String version, List<ContentLine> lines) {
        StringBuilder text = new StringBuilder("BEGIN:VCARD\r\nVERSION:" + version + "\r\n");
        lines.forEach(line -> text.append(line.text()).append("\r\n"));
        text.append("END:VCARD\r\n");
        try (VCardReader reader = new VCardReader(text.toString(), VCardVersion.V3_0)) {
            reader.setScribeIndex(SCRIBES);
            VCard card = reader.readNext();
            Set<Integer> passedOver = new HashSet<>();
            for (ParseWarning warning : reader.getWarnings()) {
                if (Integer.valueOf(PASSED_OVER).equals(warning.getCode()) && warning.getLineNumber() != null) {
                    passedOver.add(warning.getLineNumber() - LINES_BEFORE - 1);
                }
            }
            return new Attempt(card, passedOver);
        } catch (IOException | RuntimeException e) {
            // ez-vcard throws whatever it stumbles over; nothing of it is worth telling.
            return new Attempt(null, Set.of());
        }
    }
}
