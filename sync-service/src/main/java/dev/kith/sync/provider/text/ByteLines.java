package dev.kith.sync.provider.text;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Reads lines as bytes, whatever ends them: LF, CR LF, CR alone, and the CR CR LF of files that were converted twice. */
public final class ByteLines implements Closeable {

    /**
     * One line, without what ends it.
     *
     * @param number 1-based
     * @param cut whether more of it followed and was passed over
     */
    public record Line(int number, byte[] bytes, boolean cut) {}

    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private int number;
    private int emptyLines;

    /** @param longest bytes of a line that are kept; what goes beyond is passed over */
    public ByteLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line; {@code null} at the end. */
    public Line next() throws IOException {
        if (emptyLines > 0) {
            emptyLines--;
            return new Line(++number, new byte[0], false);
        }
        if (!more()) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        boolean cut = false;
        while (more()) {
            int start = position;
            while (position < limit && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            int kept = Math.min(position - start, longest - line.size());
            line.write(buffer, start, kept);
            cut |= kept < position - start;
            if (position < limit) {
                endLine();
                break;
            }
        }
        return new Line(++number, line.toByteArray(), cut);
    }

    private void endLine() throws IOException {
        int returns = 0;
        while (more() && buffer[position] == '\r') {
            position++;
            returns++;
        }
        if (more() && buffer[position] == '\n') {
            position++;
        } else {
            emptyLines = returns - 1;
        }
    }

    private boolean more() throws IOException {
        while (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
            if (limit == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
