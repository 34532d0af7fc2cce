package dev.kith.sync.provider.file;

import dev.kith.model.Photo;
import dev.kith.sync.provider.vcard.InlinePhotos;
import java.util.List;

/** Photos of exports: an address, or the bytes in a data URI. */
final class ImportedPhotos {

    private ImportedPhotos() {}

    /** @param text {@code null} when there is none */
    static List<Photo> of(String field, String text, EntryErrors errors) {
        if (text == null) {
            return List.of();
        }
        if (!InlinePhotos.isData(text)) {
            return List.of(new Photo(text, true, false));
        }
        InlinePhotos.Read read = InlinePhotos.read(text, true);
        if (read instanceof InlinePhotos.Read.Picture picture) {
            return List.of(picture.photo());
        }
        errors.add(
                field,
                read instanceof InlinePhotos.Read.TooLarge
                        ? "This photo is larger than 256 KB; it was left out."
                        : "This photo is no picture that can be shown; it was left out.");
        return List.of();
    }
}
