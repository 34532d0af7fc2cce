package dev.kith.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of a tree with their bytes, to show that nothing was changed, made or deleted. */
public final class LibraryPrint {

    private LibraryPrint() {}

    public static Map<String, String> of(Path folder) {
        Map<String, String> print = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                String content = Files.isDirectory(file)
                        ? "folder"
                        : Files.getLastModifiedTime(file) + " " + Arrays.hashCode(Files.readAllBytes(file));
                print.put(folder.relativize(file).toString(), content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return print;
    }
}
