package dev.kith.sandbox.launcher;

import dev.kith.sandbox.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The folder that holds everything a sandbox keeps. */
public record DataFolder(Path root) {

    private static final long NEEDED_MEGABYTES = 512;
    private static final String OTHER_FOLDER = "Name another folder with --data DIR.";
    /** Changes whenever a newer Kith could not go on with what an older one kept. */
    private static final String LAYOUT = "1, PostgreSQL " + PostgresServer.majorVersion();
    /** What file systems and file managers leave in a folder that is empty otherwise. */
    private static final Set<String> NOBODYS = Set.of("lost+found", ".DS_Store");

    /** Makes the folder unless it is there, and refuses one that cannot be used. */
    public static DataFolder prepare(Path root) {
        DataFolder folder = new DataFolder(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(folder.root);
            folder.requireLayout();
            OwnerOnly.folder(folder.root);
            folder.requireRoom();
            OwnerOnly.write(folder.layout(), LAYOUT + "\n");
            Files.createDirectories(folder.logs());
        } catch (IOException e) {
            throw new LauncherException(
                    "the data folder " + folder.root + " cannot be written: " + reason(e) + ".", OTHER_FOLDER);
        }
        return folder;
    }

    /** A folder of somebody else's is not touched, nor one that another Kith wrote. */
    private void requireLayout() throws IOException {
        if (Files.exists(layout())) {
            String found = Files.readString(layout()).strip();
            if (!found.equals(LAYOUT)) {
                throw new LauncherException(
                        "the data folder " + root + " is of another version of Kith (layout " + found
                                + "; this one has " + LAYOUT + ").",
                        "Start that version on it, or name another folder with --data DIR.");
            }
            return;
        }
        try (Stream<Path> files = Files.list(root)) {
            if (files.anyMatch(file -> !NOBODYS.contains(file.getFileName().toString()))) {
                throw new LauncherException(
                        root + " holds files and is no data folder of Kith's.",
                        "Name an empty folder or a new one with --data DIR.");
            }
        }
    }

    private void requireRoom() throws IOException {
        long megabytes = Files.getFileStore(root).getUsableSpace() >> 20;
        if (megabytes < NEEDED_MEGABYTES) {
            throw new LauncherException(
                    "only " + megabytes + " MB are free where " + root + " lies.",
                    "Free " + NEEDED_MEGABYTES + " MB there, or name another folder with --data DIR.");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "there is a file of that name";
        }
        if (e instanceof AccessDeniedException || String.valueOf(e.getMessage()).contains("not permitted")) {
            return "it belongs to somebody else";
        }
        return String.valueOf(e.getMessage());
    }

    private Path layout() {
        return root.resolve("layout");
    }

    private Path logs() {
        return root.resolve("logs");
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    /** Where PostgreSQL's programs are unpacked: with the data, so that no other user's clean-up takes them away. */
    public Path programs() {
        return root.resolve("programs");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path googleState() {
        return root.resolve("google-standin.json");
    }

    public Path serviceLog() {
        return logs().resolve("service.log");
    }

    public Path postgresLog() {
        return logs().resolve("postgres.log");
    }

    public Path servicePid() {
        return root.resolve("service.pid");
    }

    public Path environmentFile() {
        return root.resolve("sandbox.env");
    }

    /** There once the demo data have arrived: they come only once, whatever becomes of them. */
    Path demoMark() {
        return root.resolve("demo-loaded");
    }

    void removeEnvironmentFile() {
        try {
            Files.deleteIfExists(environmentFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
