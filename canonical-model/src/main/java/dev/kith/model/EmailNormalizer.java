package dev.kith.model;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings e-mail addresses into the form by which they are compared. */
public final class EmailNormalizer {

    private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;:\"]+@[^\\s@<>,;:\"]+");

    private EmailNormalizer() {}

    /**
     * Trimmed and in lower case, with an internationalised domain in Unicode. A tag after a plus stays: not every server
     * ignores it.
     *
     * @return {@code null} when it is no address
     */
    public static String normalize(String address) {
        if (address == null) {
            return null;
        }
        String trimmed = UnicodeText.clean(address).strip();
        if (!ADDRESS.matcher(trimmed).matches()) {
            return null;
        }
        int at = trimmed.lastIndexOf('@');
        return (trimmed.substring(0, at) + "@" + IDN.toUnicode(trimmed.substring(at + 1))).toLowerCase(Locale.ROOT);
    }
}
