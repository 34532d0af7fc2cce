package dev.kith.sync.provider.carddav;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** XML with everything taken out that no XML may hold, which servers pass on from bad cards all the same. */
final class XmlText {

    private static final Pattern ENCODING =
            Pattern.compile("^[^<]{0,4}<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");
    private static final Pattern REFERENCE =
            Pattern.compile("<!\\[CDATA\\[.*?\\]\\]>|&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));", Pattern.DOTALL);

    private XmlText() {}

    static String of(byte[] body) {
        String text = new String(body, charset(body));
        return legal(references(text)).strip();
    }

    private static Charset charset(byte[] body) {
        if (body.length >= 2
                && (body[0] == (byte) 0xFE && body[1] == (byte) 0xFF
                        || body[0] == (byte) 0xFF && body[1] == (byte) 0xFE)) {
            return StandardCharsets.UTF_16;
        }
        String start = new String(body, 0, Math.min(body.length, 200), StandardCharsets.ISO_8859_1);
        Matcher declared = ENCODING.matcher(start);
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Character references to what is illegal, or to halves of a surrogate pair, as the characters themselves. */
    private static String references(String text) {
        if (!text.contains("&#")) {
            return text;
        }
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder whole = new StringBuilder(text.length());
        while (reference.find()) {
            int point = point(reference);
            boolean unit = point <= Character.MAX_VALUE;
            boolean keep = point < 0 || legal(point) && !(unit && Character.isSurrogate((char) point));
            String by = keep ? reference.group() : unit ? String.valueOf((char) point) : "";
            reference.appendReplacement(whole, Matcher.quoteReplacement(by));
        }
        return reference.appendTail(whole).toString();
    }

    /** The code point a reference names; negative for a CDATA section, in which nothing is a reference. */
    private static int point(Matcher reference) {
        if (reference.group(1) != null) {
            return Integer.parseInt(reference.group(1), 16);
        }
        return reference.group(2) == null ? -1 : Integer.parseInt(reference.group(2));
    }

    private static String legal(String text) {
        if (text.codePoints().allMatch(XmlText::legal)) {
            return text;
        }
        return text.codePoints()
                .filter(XmlText::legal)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** See <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0, 2.2</a>; a byte order mark is none of the text. */
    private static boolean legal(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= 0x20 && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD && point != 0xFEFF
                || point >= 0x10000 && point <= 0x10FFFF;
    }
}
