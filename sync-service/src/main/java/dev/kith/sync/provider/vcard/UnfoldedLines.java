package dev.kith.sync.provider.vcard;

import dev.kith.model.UnicodeText;
import dev.kith.sync.provider.text.ByteLines;
import dev.kith.sync.provider.text.Encodings;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts folded lines together again. Works on bytes, since programs fold inside a character; blank lines, which some
 * programs write between all lines, mean nothing.
 */
final class UnfoldedLines implements Closeable {

    /** A photo of 256 KB takes 350 KB; a longer text fits no record of the log. */
    static final int LONGEST = 512 * 1024;

    private static final Pattern BASE64_LINE =
            Pattern.compile("\\s*([A-Za-z0-9+/]{16,}={0,2}|[A-Za-z0-9+/]{2,}={1,2})\\s*");
    private static final Pattern ENCODED_CHARACTERS = Pattern.compile("\\s*=[0-9A-Fa-f]{2}.*", Pattern.DOTALL);
    private static final Pattern BOUNDARY =
            Pattern.compile("\\W*(BEGIN|END)\\s*:\\s*VCARD\\s*", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_BOUNDARY = 80;

    private final ByteLines lines;
    private final Charset fallback;
    private ByteLines.Line ahead;
    private boolean blanksBefore;

    /** @param fallback encoding of what is not UTF-8; {@code null} when nobody declared one */
    UnfoldedLines(InputStream in, Charset fallback) throws IOException {
        this.lines = new ByteLines(Encodings.asciiBased(in), LONGEST);
        this.fallback = fallback;
        advance();
    }

    /** The next line that is not blank; {@code null} at the end. */
    ContentLine next() throws IOException {
        if (ahead == null) {
            return null;
        }
        int number = ahead.number();
        boolean cut = ahead.cut();
        Gathered gathered = new Gathered(ahead.bytes());
        advance();
        while (ahead != null && gathered.continuesWith(ahead, blanksBefore)) {
            cut |= ahead.cut() | !gathered.add(ahead.bytes());
            advance();
        }
        return ContentLine.of(number, gathered.text(), cut);
    }

    private void advance() throws IOException {
        blanksBefore = false;
        ahead = lines.next();
        while (ahead != null && ahead.bytes().length == 0) {
            blanksBefore = true;
            ahead = lines.next();
        }
    }

    private String decode(byte[] bytes) {
        return decode(bytes, fallback);
    }

    private static String decode(byte[] bytes, Charset fallback) {
        String header = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        Optional<Charset> own = Encodings.named(ContentLine.charset(header.split(":", 2)[0]));
        return UnicodeText.clean(Encodings.decode(bytes, own.orElse(fallback)));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The bytes of one line so far. */
    private final class Gathered extends ByteArrayOutputStream {

        private final boolean boundary;
        private final boolean quotedPrintable;
        private final boolean base64;

        Gathered(byte[] first) {
            super(Math.max(256, first.length));
            writeBytes(first);
            boundary = boundary(first);
            ContentLine line = ContentLine.of(0, decode(first), false);
            quotedPrintable = line.quotedPrintable();
            base64 = line.base64();
        }

        boolean continuesWith(ByteLines.Line next, boolean afterBlanks) {
            if (boundary || boundary(next.bytes())) {
                return false;
            }
            if (quotedPrintable && endsSoftly()) {
                return !afterBlanks || matches(ENCODED_CHARACTERS, next.bytes());
            }
            return folded(next.bytes()) || base64 && matches(BASE64_LINE, next.bytes());
        }

        private boolean endsSoftly() {
            return count > 0 && buf[count - 1] == '=';
        }

        /** Whether there was room for it. */
        boolean add(byte[] next) {
            boolean soft = quotedPrintable && endsSoftly();
            int from = !soft && folded(next) ? 1 : 0;
            if (count + next.length - from > LONGEST) {
                return false;
            }
            if (soft) {
                count--;
            }
            write(next, from, next.length - from);
            return true;
        }

        String text() {
            if (quotedPrintable && endsSoftly()) {
                count--;
            }
            return decode(toByteArray());
        }
    }

    private static boolean folded(byte[] line) {
        return line[0] == ' ' || line[0] == '\t';
    }

    private static boolean boundary(byte[] line) {
        return line.length < LONGEST_BOUNDARY && matches(BOUNDARY, line);
    }

    private static boolean matches(Pattern pattern, byte[] line) {
        return pattern.matcher(new String(line, StandardCharsets.ISO_8859_1)).matches();
    }
}
