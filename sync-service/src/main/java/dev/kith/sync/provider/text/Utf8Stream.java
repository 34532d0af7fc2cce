package dev.kith.sync.provider.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Text as UTF-8 bytes. */
final class Utf8Stream extends InputStream {

    private final Reader text;
    private byte[] bytes = {};
    private int position;

    Utf8Stream(Reader text) {
        this.text = text;
    }

    @Override
    public int read() throws IOException {
        return position == bytes.length && !fill() ? -1 : bytes[position++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == bytes.length && !fill()) {
            return -1;
        }
        int read = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, target, offset, read);
        position += read;
        return read;
    }

    private boolean fill() throws IOException {
        char[] characters = new char[8192];
        int read = text.read(characters, 0, characters.length - 1);
        if (read <= 0) {
            return false;
        }
        // Both halves of a pair must be encoded together.
        if (Character.isHighSurrogate(characters[read - 1])) {
            int low = text.read();
            if (low >= 0) {
                characters[read++] = (char) low;
            }
        }
        bytes = new String(characters, 0, read).getBytes(StandardCharsets.UTF_8);
        position = 0;
        return true;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
