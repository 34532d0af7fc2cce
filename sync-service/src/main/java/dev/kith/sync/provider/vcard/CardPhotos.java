package dev.kith.sync.provider.vcard;

import dev.kith.model.Photo;
import java.util.regex.Pattern;

/** Photos of a card: the bytes themselves, or an address. */
final class CardPhotos {

    private static final Pattern PREFERRED = Pattern.compile("[;=,]\\s*PREF\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:\\S*");

    private CardPhotos() {}

    /** What became of the line. Exactly one of both is there, or neither where the line is empty. */
    record Read(Photo photo, CardProblem problem) {}

    static Read read(ContentLine line) {
        String value = CardText.unescaped(line.value());
        if (value == null) {
            return new Read(null, null);
        }
        boolean primary = PREFERRED.matcher(line.header()).find();
        if (!InlinePhotos.isData(value) && ADDRESS.matcher(value).matches()) {
            return new Read(new Photo(value, primary, false), null);
        }
        InlinePhotos.Read read = InlinePhotos.read(value, primary);
        if (read instanceof InlinePhotos.Read.Picture picture) {
            return new Read(picture.photo(), null);
        }
        return new Read(
                null,
                read instanceof InlinePhotos.Read.TooLarge
                        ? CardProblem.photoTooLarge(line)
                        : CardProblem.leftOut(line, "This photo is no picture that can be shown; it was left out."));
    }
}
