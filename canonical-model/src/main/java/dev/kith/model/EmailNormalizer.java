package dev.kith.model;

import java.net.IDN;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings e-mail addresses into the form by which they are compared. */
public final class EmailNormalizer {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s\\h@<>,;:\"]+@[^\\s\\h@<>,;:\"]+");
    private static final Pattern SPACE_AROUND = Pattern.compile("^[\\s\\h\\v]+|[\\s\\h\\v]+$");
    private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}+");
    private static final Pattern DOTS_AT_END = Pattern.compile("\\.+$");
    private static final String MAILTO = "mailto:";
    /** 64 octets before the at sign and 255 after it, RFC 5321, section 4.5.3.1. */
    private static final int LONGEST = 320;
    /** In a URI a character can take nine: three octets, each percent-encoded. */
    private static final int LONGEST_WRITTEN = 10 * LONGEST;

    private EmailNormalizer() {}

    /**
     * Trimmed and in lower case, without {@code mailto:}, with an internationalised domain in Unicode. Dots before the at
     * sign and a tag after a plus stay: not every server ignores them.
     *
     * @return {@code null} when it is no address
     */
    public static String normalize(String address) {
        if (address == null || address.length() > LONGEST_WRITTEN) {
            return null;
        }
        String plain = withoutMailto(trimmed(address));
        if (!isAddress(plain)) {
            return null;
        }
        int at = plain.indexOf('@');
        String domain =
                DOTS_AT_END.matcher(IDN.toUnicode(plain.substring(at + 1))).replaceAll("");
        String normalized = lower(plain.substring(0, at) + "@" + domain);
        return isAddress(normalized) ? normalized : null;
    }

    /** A normalised address without a tag after a plus: where a server knows tags, both reach one mailbox (RFC 5233). */
    public static String withoutTag(String normalized) {
        int plus = normalized.indexOf('+');
        int at = normalized.indexOf('@');
        return plus > 0 && plus < at ? normalized.substring(0, plus) + normalized.substring(at) : normalized;
    }

    /** To be asked again of what was normalised: Unicode turns some look-alikes into signs that no address holds. */
    private static boolean isAddress(String text) {
        return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
    }

    private static String trimmed(String text) {
        String visible = INVISIBLE.matcher(UnicodeText.clean(text)).replaceAll("");
        return SPACE_AROUND.matcher(visible).replaceAll("");
    }

    /** RFC 6068: the address stands percent-encoded before the question mark. */
    private static String withoutMailto(String text) {
        if (!text.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
            return text;
        }
        String address = text.substring(MAILTO.length()).replaceFirst("\\?.*", "");
        try {
            return trimmed(URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static String lower(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
