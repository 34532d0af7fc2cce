package dev.kith.sync.tool;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that somebody sent, held on disk and not in memory. It has no name there, so that nothing of it outlives a crash. */
public final class Upload implements Closeable {

    private final FileChannel channel;

    private Upload(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes all of a stream, or nothing of it. */
    public static Upload of(InputStream in) throws IOException {
        Path file = Files.createTempFile("kith-import", ".tmp");
        FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            in.transferTo(Channels.newOutputStream(channel));
            return new Upload(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** The content from its beginning; several may be read at once. */
    public InputStream content() {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                int read = channel.read(ByteBuffer.wrap(target, offset, length), position);
                position += Math.max(read, 0);
                return read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
