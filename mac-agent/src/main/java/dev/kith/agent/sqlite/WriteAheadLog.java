package dev.kith.agent.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

/**
 * Tells whether a write-ahead log is whole. SQLite takes one that breaks off for one that ends there, which is right after a
 * crash, and of a store that was copied only in part shows the state of long ago.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html#the_write_ahead_log">The write-ahead log</a>
 * @see <a href="https://www.sqlite.org/walformat.html#walidxfmt">The WAL-index</a>
 */
final class WriteAheadLog {

    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;
    private static final int PAGE_SIZE_AT = 8;
    private static final int SALT_AT = 16;
    private static final int SALT = 8;
    private static final int CHECKSUM_AT = 24;
    private static final int COMMIT_AT = 4;
    private static final int FRAME_SALT_AT = 8;
    private static final int FRAME_CHECKSUM_AT = 16;
    private static final int SMALLEST_PAGE = 512;
    private static final int LARGEST_PAGE = 65_536;
    private static final int INDEX_HEADER = 48;
    private static final int INDEX_FRAMES_AT = 16;
    private static final int INDEX_SALT_AT = 32;

    private final FileChannel file;
    private byte[] salt;
    private ByteOrder order;
    private int first;
    private int second;

    private WriteAheadLog(FileChannel file) {
        this.file = file;
    }

    /**
     * What the log holds before it ends or breaks off.
     *
     * @param frames that follow from one another
     * @param committed those of them that a transaction ended with
     * @param broken whether more of the same log follows that does not fit
     */
    private record Extent(byte[] salt, long frames, long committed, boolean broken) {}

    /** Where there is none, it is whole. */
    static boolean whole(StoreFile store, FileAccess access) throws IOException {
        byte[] index = access.headIfThere(store.sharedMemory(), INDEX_HEADER);
        try (FileChannel file = FileChannel.open(store.wal())) {
            if (file.size() == 0) {
                return true;
            }
            Extent extent = new WriteAheadLog(file).extent();
            if (extent.salt() != null && isOf(index, extent.salt())) {
                // Whoever has the store open keeps count here of what counts: what follows may be on its way, or given
                // up.
                return frames(index) <= extent.frames();
            }
            return !extent.broken() && extent.committed() == extent.frames();
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private static boolean isOf(byte[] index, byte[] salt) {
        return index.length == INDEX_HEADER && Arrays.equals(index, INDEX_SALT_AT, INDEX_SALT_AT + SALT, salt, 0, SALT);
    }

    private static long frames(byte[] index) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(index).order(ByteOrder.nativeOrder()).getInt(INDEX_FRAMES_AT));
    }

    private Extent extent() throws IOException {
        ByteBuffer header = read(ByteBuffer.allocate(HEADER));
        int pageSize = header.remaining() < HEADER ? 0 : header.getInt(PAGE_SIZE_AT);
        if (pageSize < SMALLEST_PAGE || pageSize > LARGEST_PAGE || (header.getInt(0) & ~1) != MAGIC) {
            return new Extent(null, 0, 0, true);
        }
        order = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        salt = Arrays.copyOfRange(header.array(), SALT_AT, SALT_AT + SALT);
        add(header, 0, CHECKSUM_AT);
        if (!checked(header, CHECKSUM_AT)) {
            return new Extent(salt, 0, 0, true);
        }
        return frames(pageSize);
    }

    private Extent frames(int pageSize) throws IOException {
        long frames = 0;
        long committed = 0;
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + pageSize);
        while (true) {
            read(frame);
            boolean begun = frame.remaining() >= FRAME_SALT_AT + SALT;
            if (!begun || !Arrays.equals(frame.array(), FRAME_SALT_AT, FRAME_SALT_AT + SALT, salt, 0, SALT)) {
                // An end, or what an earlier round of the log left behind.
                return new Extent(salt, frames, committed, frame.remaining() > 0 && !begun);
            }
            if (frame.remaining() < frame.capacity()) {
                return new Extent(salt, frames, committed, true);
            }
            add(frame, 0, FRAME_SALT_AT);
            add(frame, FRAME_HEADER, frame.capacity());
            if (!checked(frame, FRAME_CHECKSUM_AT)) {
                return new Extent(salt, frames, committed, true);
            }
            frames++;
            committed = frame.getInt(COMMIT_AT) == 0 ? committed : frames;
        }
    }

    /** As much as there is. */
    private ByteBuffer read(ByteBuffer into) throws IOException {
        into.clear();
        while (into.hasRemaining() && file.read(into) >= 0) {
            continue;
        }
        return into.flip();
    }

    private void add(ByteBuffer bytes, int from, int to) {
        ByteBuffer words = bytes.duplicate().order(order);
        for (int at = from; at < to; at += 2 * Integer.BYTES) {
            first += words.getInt(at) + second;
            second += words.getInt(at + Integer.BYTES) + first;
        }
    }

    private boolean checked(ByteBuffer bytes, int at) {
        return bytes.getInt(at) == first && bytes.getInt(at + Integer.BYTES) == second;
    }
}
