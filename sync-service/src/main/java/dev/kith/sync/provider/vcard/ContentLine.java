package dev.kith.sync.provider.vcard;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One unfolded line of a card.
 *
 * @param line 1-based line of the file it begins at
 * @param header name and parameters; the whole line when it has no colon
 * @param value {@code null} when the line has no colon
 * @param cut whether more of it followed than is read
 * @param repaired whether something before the name was left out
 */
public record ContentLine(int line, String header, String value, boolean cut, boolean repaired) {

    private static final Pattern BEFORE_THE_NAME = Pattern.compile("^[^\\p{L}\\p{N}]+");
    private static final Pattern QUOTED_PRINTABLE =
            Pattern.compile(";\\s*(ENCODING\\s*=\\s*)?QUOTED-PRINTABLE\\s*(;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BASE64 =
            Pattern.compile(";\\s*(ENCODING\\s*=\\s*\"?)?(BASE64|B)\"?\\s*(;|$)", Pattern.CASE_INSENSITIVE);
    private static final Pattern KNOWN_NAME = Pattern.compile("X-[A-Z0-9-]{1,40}|[A-Z]{1,15}");
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*CHARSET\\s*=\\s*\"?([^;:\"\\s]+)", Pattern.CASE_INSENSITIVE);

    static ContentLine of(int line, String text, boolean cut) {
        int colon = colon(text);
        String header = colon < 0 ? text : text.substring(0, colon);
        Matcher junk = BEFORE_THE_NAME.matcher(header);
        boolean repaired = colon >= 0 && junk.find() && junk.end() < header.length();
        return new ContentLine(
                line,
                repaired ? header.substring(junk.end()) : header,
                colon < 0 ? null : text.substring(colon + 1),
                cut,
                repaired && !junk.group().isBlank());
    }

    /** The colon after name and parameters: the first outside of quotes, else the first. */
    private static int colon(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ':' && !quoted) {
                return i;
            }
        }
        return text.indexOf(':');
    }

    /** The property's name in upper case, without its group. */
    String name() {
        String named = header.split(";", 2)[0].strip();
        return named.substring(named.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
    }

    /** The name as it may be told: a line that is broken could hold anything. */
    String shownName() {
        return value != null && KNOWN_NAME.matcher(name()).matches() ? name() : "card";
    }

    boolean is(String name, String wanted) {
        return value != null && name().equals(name) && value.strip().equalsIgnoreCase(wanted);
    }

    boolean quotedPrintable() {
        return value != null && QUOTED_PRINTABLE.matcher(header).find();
    }

    boolean base64() {
        return value != null && BASE64.matcher(header).find();
    }

    /** The charset that the line names for itself; {@code null} when it names none. */
    static String charset(String header) {
        Matcher charset = CHARSET.matcher(header);
        return charset.find() ? charset.group(1) : null;
    }

    ContentLine with(String otherHeader, String otherValue) {
        return new ContentLine(line, otherHeader, otherValue, cut, repaired);
    }

    ContentLine withoutParameters() {
        return with(header.split(";", 2)[0].replace("\"", ""), value);
    }

    int length() {
        return header.length() + (value == null ? 0 : value.length() + 1);
    }

    /** As it stands in a card. An open quote would swallow the value. */
    String text() {
        if (value == null) {
            return header;
        }
        boolean open = header.chars().filter(character -> character == '"').count() % 2 == 1;
        return (open ? header.replace("\"", "") : header) + ":" + value;
    }
}
