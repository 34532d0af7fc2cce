package dev.kith.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;

/** A checkout that is built and that somebody may work in: what is built is this one's, what people copy and fill in is not. */
final class Checkout {

    private static final List<String> SHARED =
            List.of("pom.xml", "canonical-model", "sync-service", "mac-agent", "deploy/sandbox", "docs");
    private static final List<String> OWN =
            List.of("deploy/container", "deploy/kubernetes", "deploy/macos", "deploy/monitoring");

    private Checkout() {}

    static Path lay(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("deploy"));
        Files.copy(Repository.file("kith"), folder.resolve("kith"));
        for (String path : SHARED) {
            Files.createSymbolicLink(folder.resolve(path), Repository.file(path));
        }
        for (String path : OWN) {
            FileUtils.copyDirectory(
                    Repository.file(path).toFile(), folder.resolve(path).toFile());
        }
        // mvn verify built everything before it came here; the launcher takes that for its own.
        Files.createFile(Files.createDirectories(folder.resolve("target")).resolve(".kith-built"));
        return folder;
    }
}
