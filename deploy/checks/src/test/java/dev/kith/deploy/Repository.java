package dev.kith.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this repository. */
final class Repository {

    /** Maven runs the tests in the module's folder, two below the root. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private Repository() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    static String read(String path) {
        return read(file(path));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files under a folder with this ending, build results left out. */
    static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(file(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .filter(file -> Stream.of("target", ".git")
                            .noneMatch(built -> ROOT.relativize(file).startsWith(built)
                                    || file.toString().contains("/" + built + "/")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
