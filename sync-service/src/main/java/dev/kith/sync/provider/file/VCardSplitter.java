package dev.kith.sync.provider.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Cuts a file into its cards, so that a broken one costs only itself. Each card is decoded on its own: as UTF-8 where it is
 * UTF-8, else as the Windows text that old programs wrote.
 */
final class VCardSplitter implements AutoCloseable {

    /** Text of a card bigger than this is not read; a photo of some megabytes fits. */
    private static final int LARGEST_CARD = 16 * 1024 * 1024;

    private static final Charset OLD_TEXT = Charset.forName("windows-1252");

    /**
     * One card.
     *
     * @param line 1-based line of its BEGIN
     * @param closed whether its END was there
     */
    record Card(int row, int line, String text, boolean closed, boolean tooBig) {}

    private final InputStream in;
    private int line;
    private int row;
    private String pending;
    private int pendingLine;

    VCardSplitter(InputStream source) throws IOException {
        this.in = utf8(new BufferedInputStream(source, 64 * 1024));
    }

    /** The next card; {@code null} at the end. What stands between cards is passed over. */
    Card next() throws IOException {
        String begin = pending;
        int beginLine = pendingLine;
        pending = null;
        while (begin == null || !isBegin(begin)) {
            begin = readLine();
            if (begin == null) {
                return null;
            }
            beginLine = line;
        }
        row++;
        return read(begin.strip(), beginLine);
    }

    private Card read(String begin, int beginLine) throws IOException {
        StringBuilder text = new StringBuilder(begin).append("\r\n");
        int depth = 1;
        boolean tooBig = false;
        String before = "";
        String current;
        while ((current = readLine()) != null) {
            if (isBegin(current)) {
                // Only an agent holds a card inside a card.
                if (!before.toUpperCase(Locale.ROOT).startsWith("AGENT")) {
                    pending = current;
                    pendingLine = line;
                    return new Card(row, beginLine, text.append("END:VCARD\r\n").toString(), false, tooBig);
                }
                depth++;
            }
            tooBig |= text.length() + current.length() > LARGEST_CARD;
            if (!tooBig) {
                text.append(current).append("\r\n");
            }
            if (current.strip().equalsIgnoreCase("END:VCARD") && --depth == 0) {
                return new Card(row, beginLine, text.toString(), true, tooBig);
            }
            if (!current.isBlank()) {
                before = current.strip();
            }
        }
        return new Card(row, beginLine, text.append("END:VCARD\r\n").toString(), false, tooBig);
    }

    private static boolean isBegin(String text) {
        return text.strip().equalsIgnoreCase("BEGIN:VCARD");
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n' && next != '\r') {
            if (bytes.size() < LARGEST_CARD) {
                bytes.write(next);
            }
            next = in.read();
        }
        if (next == '\r') {
            in.mark(1);
            if (in.read() != '\n') {
                in.reset();
            }
        }
        line++;
        return decode(bytes.toByteArray());
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, OLD_TEXT);
        }
    }

    /** The stream without its byte order mark; UTF-16 is turned into UTF-8. */
    private static InputStream utf8(BufferedInputStream in) throws IOException {
        in.mark(4);
        int first = in.read();
        int second = in.read();
        int third = in.read();
        in.reset();
        if (first == 0xEF && second == 0xBB && third == 0xBF) {
            in.skipNBytes(3);
            return in;
        }
        if (first == 0xFE && second == 0xFF || first == 0xFF && second == 0xFE) {
            return new Utf16Stream(in);
        }
        return in;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
