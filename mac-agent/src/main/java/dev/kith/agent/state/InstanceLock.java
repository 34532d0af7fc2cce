package dev.kith.agent.state;

import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two agents off one state; the system lets go of it when its holder dies. */
public final class InstanceLock implements AutoCloseable {

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    public static InstanceLock take(Path file) {
        FileChannel channel = null;
        boolean taken = false;
        try {
            PrivateFile.create(file);
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
            taken = tryLock(channel) != null;
            if (!taken) {
                throw new AgentException(
                        ExitCode.FAILURE,
                        "another mac-agent is running with this state.",
                        "Wait until it is done; `mac-agent status` shows what it did last.");
            }
            return new InstanceLock(channel);
        } catch (IOException e) {
            throw new AgentException(
                    ExitCode.FAILURE,
                    "the lock " + file + " cannot be taken (" + e.getMessage() + ").",
                    "Make its folder writable, or name another state with " + AgentFiles.STATE_VARIABLE + ".",
                    e);
        } finally {
            if (!taken && channel != null) {
                close(channel);
            }
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
