package dev.kith.sync.provider.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** UTF-16 text with a byte order mark, read as UTF-8 bytes. */
final class Utf16Stream extends InputStream {

    private final Reader reader;
    private byte[] bytes = {};
    private int position;
    private int marked = -1;

    Utf16Stream(BufferedInputStream in) {
        this.reader = new InputStreamReader(in, StandardCharsets.UTF_16);
    }

    @Override
    public int read() throws IOException {
        if (position == bytes.length && !fill()) {
            return -1;
        }
        return bytes[position++] & 0xFF;
    }

    private boolean fill() throws IOException {
        char[] chars = new char[8192];
        int read = reader.read(chars, 0, chars.length - 1);
        if (read <= 0) {
            return false;
        }
        if (Character.isHighSurrogate(chars[read - 1])) {
            int low = reader.read();
            if (low >= 0) {
                chars[read++] = (char) low;
            }
        }
        byte[] fresh = new String(chars, 0, read).getBytes(StandardCharsets.UTF_8);
        if (marked >= 0) {
            // A mark is one byte back at most: keep from there.
            byte[] kept = new byte[bytes.length - marked + fresh.length];
            System.arraycopy(bytes, marked, kept, 0, bytes.length - marked);
            System.arraycopy(fresh, 0, kept, bytes.length - marked, fresh.length);
            position -= marked;
            marked = 0;
            bytes = kept;
        } else {
            bytes = fresh;
            position = 0;
        }
        return true;
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public void mark(int limit) {
        marked = position;
    }

    @Override
    public void reset() {
        position = marked;
        marked = -1;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
