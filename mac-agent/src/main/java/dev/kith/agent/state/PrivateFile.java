package dev.kith.agent.state;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that only their owner may read, replaced whole or not at all. */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(OWNERS);

    private PrivateFile() {}

    /** Writes what a file is to hold. */
    interface Content {
        void writeTo(OutputStream file) throws IOException;
    }

    /** Replaces the file, or leaves it as it was when that fails. A symbolic link stays one. */
    public static void replace(Path file, byte[] content) throws IOException {
        replace(file, stream -> stream.write(content));
    }

    /** The same for what may be too long to be held. */
    static void replace(Path file, Content content) throws IOException {
        Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        Files.createDirectories(target.getParent());
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        Files.deleteIfExists(temporary);
        try {
            write(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(Path file, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY);
                OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            content.writeTo(stream);
            stream.flush();
            channel.force(true);
        }
    }

    /** Makes an empty file unless it is there. */
    public static void create(Path file) throws IOException {
        try {
            Files.createDirectories(file.getParent());
            Files.createFile(file, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            // Somebody made it first, which is as good.
        }
    }

    /** Takes the right to read and write it from everybody but the owner. */
    static void restrict(Path file) throws IOException {
        Files.setPosixFilePermissions(file, OWNERS);
    }

    /** Whether nobody but the owner may read or write it. */
    public static boolean isPrivate(Path file) throws IOException {
        return Files.getPosixFilePermissions(file).stream()
                .allMatch(permission -> permission.name().startsWith("OWNER"));
    }

    public static boolean exists(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }
}
