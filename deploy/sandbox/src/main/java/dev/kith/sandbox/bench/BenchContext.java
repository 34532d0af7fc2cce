package dev.kith.sandbox.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a benchmark may use.
 *
 * @param project where Kith is built
 * @param systems where a system to measure comes from
 * @param progress is told what goes on
 */
record BenchContext(BenchSizes sizes, Path project, BenchSystems systems, Consumer<String> progress) {

    /** A system with nothing in it. */
    BenchSystem system() {
        return systems.open();
    }

    static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("kith-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
