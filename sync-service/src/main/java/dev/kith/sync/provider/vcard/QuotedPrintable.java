package dev.kith.sync.provider.vcard;

import dev.kith.model.UnicodeText;
import dev.kith.sync.provider.text.Encodings;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decodes quoted-printable values of vCard 2.1. The charset a line names is often not the one it was written in, and a line
 * may have been cut off inside a character.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2045#section-6.7">RFC 2045, section 6.7</a>
 */
final class QuotedPrintable {

    private static final Pattern ENCODING = Pattern.compile(
            ";\\s*(ENCODING\\s*=\\s*)?QUOTED-PRINTABLE\\s*(?=;|$)|;\\s*CHARSET\\s*=[^;]*", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_CHARACTER = 4;

    private QuotedPrintable() {}

    /** The line in plain text; line breaks as vCards write them. */
    static ContentLine decode(ContentLine line) {
        Optional<Charset> named = Encodings.named(ContentLine.charset(line.header()));
        String text = UnicodeText.clean(text(bytes(line.value()), named.orElse(StandardCharsets.UTF_8)));
        return line.with(ENCODING.matcher(line.header()).replaceAll(""), text.replaceAll("\\r\\n|\\r|\\n", "\\\\n"));
    }

    private static byte[] bytes(String value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); ) {
            int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
            int low = i + 2 < value.length() ? Character.digit(value.charAt(i + 2), 16) : -1;
            if (value.charAt(i) == '=' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                i += 3;
            } else {
                int character = value.codePointAt(i);
                bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(character);
            }
        }
        return bytes.toByteArray();
    }

    private static String text(byte[] bytes, Charset named) {
        return Encodings.strictly(bytes, named).or(() -> cutOff(bytes)).orElseGet(() -> Encodings.decode(bytes, null));
    }

    /** UTF-8 that breaks off inside a character; what stands before must show that it is UTF-8. */
    private static Optional<String> cutOff(byte[] bytes) {
        for (int cut = 1; cut < LONGEST_CHARACTER && cut < bytes.length; cut++) {
            Optional<String> text =
                    Encodings.strictly(Arrays.copyOf(bytes, bytes.length - cut), StandardCharsets.UTF_8);
            if (text.isPresent() && text.get().chars().anyMatch(character -> character > 0x7F)) {
                return text;
            }
        }
        return Optional.empty();
    }
}
