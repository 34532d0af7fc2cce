package dev.kith.sandbox.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds everything a sandbox keeps. */
public record DataFolder(Path root) {

    private static final long NEEDED_MEGABYTES = 512;

    /** Makes the folder unless it is there, and refuses one that cannot be used. */
    public static DataFolder prepare(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            OwnerOnly.folder(absolute);
            Files.createDirectories(absolute.resolve("logs"));
            long megabytes = Files.getFileStore(absolute).getUsableSpace() >> 20;
            if (megabytes < NEEDED_MEGABYTES) {
                throw new LauncherException(
                        "only " + megabytes + " MB are free where " + absolute + " lies.",
                        "Free " + NEEDED_MEGABYTES + " MB there, or name another folder with --data DIR.");
            }
        } catch (IOException e) {
            throw new LauncherException(
                    "the data folder " + absolute + " cannot be written (" + e.getMessage() + ").",
                    "Name another folder with --data DIR.");
        }
        return new DataFolder(absolute);
    }

    public Path postgres() {
        return root.resolve("postgres");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path googleState() {
        return root.resolve("google-standin.json");
    }

    public Path serviceLog() {
        return root.resolve("logs").resolve("service.log");
    }

    public Path servicePid() {
        return root.resolve("service.pid");
    }

    public Path environmentFile() {
        return root.resolve("sandbox.env");
    }

    void removeEnvironmentFile() {
        try {
            Files.deleteIfExists(environmentFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
