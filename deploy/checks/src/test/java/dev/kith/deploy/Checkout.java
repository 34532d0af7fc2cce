package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * A clone that is built and that somebody may work in: what is built is this one's, what people copy and fill in is not.
 *
 * @param origin what it was cloned from
 */
record Checkout(Path folder, Path origin) {

    private static final List<String> SHARED =
            List.of("pom.xml", "canonical-model", "sync-service", "mac-agent", "deploy/sandbox", "docs");
    private static final List<String> OWN =
            List.of("deploy/container", "deploy/kubernetes", "deploy/macos", "deploy/monitoring");

    static Checkout lay(Path parent) throws IOException {
        var checkout = new Checkout(parent.resolve("kith"), parent.resolve("origin"));
        Files.createDirectories(checkout.origin.resolve("deploy"));
        for (String path : List.of("kith", ".gitignore")) {
            Files.copy(Repository.file(path), checkout.origin.resolve(path));
        }
        for (String path : SHARED) {
            Files.createSymbolicLink(checkout.origin.resolve(path), Repository.file(path));
        }
        for (String path : OWN) {
            FileUtils.copyDirectory(
                    Repository.file(path).toFile(),
                    checkout.origin.resolve(path).toFile());
        }
        git(checkout.origin, "init", "--quiet");
        checkout.commit("What was released");
        git(parent, "clone", "--quiet", checkout.origin.toString(), checkout.folder.toString());
        // mvn verify built everything before it came here; the launcher takes that for its own.
        Files.createFile(
                Files.createDirectories(checkout.folder.resolve("target")).resolve(".kith-built"));
        return checkout;
    }

    /** A clone of this repository at a commit, which is not built. */
    static Path at(String commit, Path folder) {
        git(Repository.ROOT, "clone", "--quiet", "--no-checkout", Repository.ROOT.toString(), folder.toString());
        git(folder, "checkout", "--quiet", commit);
        return folder;
    }

    /** A version after this one, at what it was cloned from. It is built already. */
    void release(String text) throws IOException {
        Files.writeString(origin.resolve("kith"), "# " + text + "\n", StandardOpenOption.APPEND);
        commit(text);
    }

    private void commit(String message) {
        git(origin, "add", "--all");
        git(origin, "-c", "user.name=Kith", "-c", "user.email=kith@example.org", "commit", "--quiet", "-m", message);
    }

    private static void git(Path folder, String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(Arrays.asList(arguments));
        var outcome = Program.run(folder, Map.of("GIT_CONFIG_GLOBAL", "/dev/null"), command);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }
}
