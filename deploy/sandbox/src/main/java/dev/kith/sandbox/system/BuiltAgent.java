package dev.kith.sandbox.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The mac-agent as the build left it. */
public final class BuiltAgent {

    private BuiltAgent() {}

    /** @param project where Kith is built */
    public static Path jar(Path project) throws IOException {
        Path folder = project.resolve("mac-agent/target");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("mac-agent-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the mac-agent is not built in " + folder));
        }
    }
}
