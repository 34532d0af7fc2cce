package dev.kith.sync.testing;

import java.io.InputStream;
import java.util.Arrays;

/** As many spaces as asked for, without a place that holds them. */
public final class Blanks extends InputStream {

    private long left;

    public Blanks(long left) {
        this.left = left;
    }

    @Override
    public int read() {
        return left-- > 0 ? ' ' : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (left <= 0) {
            return -1;
        }
        int filled = (int) Math.min(length, left);
        Arrays.fill(buffer, offset, offset + filled, (byte) ' ');
        left -= filled;
        return filled;
    }
}
