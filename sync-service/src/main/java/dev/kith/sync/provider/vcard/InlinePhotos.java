package dev.kith.sync.provider.vcard;

import dev.kith.model.Photo;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** Pictures that stand in the text itself. What they are is told by their first bytes, whatever the text calls them. */
public final class InlinePhotos {

    /** What became of a picture. */
    public sealed interface Read {

        record Picture(Photo photo) implements Read {}

        /** Larger than {@link Photo#LARGEST}. */
        record TooLarge() implements Read {}

        /** No picture that browsers show. */
        record Unknown() implements Read {}
    }

    private static final String DATA = "data:";

    private InlinePhotos() {}

    /** Whether a text is a data URI and not an address. */
    public static boolean isData(String text) {
        return text.regionMatches(true, 0, DATA, 0, DATA.length());
    }

    /** @param text a data URI, or base64 alone */
    public static Read read(String text, boolean primary) {
        String base64 = isData(text) ? text.substring(text.indexOf(',') + 1) : text;
        // Line breaks in it count too: generously.
        if (base64.length() > Photo.LARGEST * 3L / 2) {
            return new Read.TooLarge();
        }
        return read(decode(base64), primary);
    }

    /** The same for a picture that stands by itself. */
    public static Read read(byte[] bytes, boolean primary) {
        if (bytes.length > Photo.LARGEST) {
            return new Read.TooLarge();
        }
        return mediaType(bytes)
                .<Read>map(type -> new Read.Picture(new Photo(
                        null, primary, false, type, Base64.getEncoder().encodeToString(bytes))))
                .orElseGet(Read.Unknown::new);
    }

    /** Tolerates line breaks, missing padding, and an end that was cut off. */
    private static byte[] decode(String base64) {
        String digits = base64.replace('-', '+').replace('_', '/').replaceAll("[^A-Za-z0-9+/]", "");
        int whole = digits.length() % 4 == 1 ? digits.length() - 1 : digits.length();
        return Base64.getDecoder().decode(digits.substring(0, whole));
    }

    private static Optional<String> mediaType(byte[] bytes) {
        String start = new String(Arrays.copyOf(bytes, 12), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00FF\u00D8\u00FF")) {
            return Optional.of("image/jpeg");
        }
        if (start.startsWith("\u0089PNG")) {
            return Optional.of("image/png");
        }
        if (start.startsWith("GIF8")) {
            return Optional.of("image/gif");
        }
        if (start.startsWith("RIFF") && start.endsWith("WEBP")) {
            return Optional.of("image/webp");
        }
        if (start.startsWith("BM")) {
            return Optional.of("image/bmp");
        }
        String brand = start.substring(4).toLowerCase(Locale.ROOT);
        if (brand.startsWith("ftypheic") || brand.startsWith("ftypmif1")) {
            return Optional.of("image/heic");
        }
        return brand.startsWith("ftypavif") ? Optional.of("image/avif") : Optional.empty();
    }
}
