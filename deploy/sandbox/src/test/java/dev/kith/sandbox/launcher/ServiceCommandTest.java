package dev.kith.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCommandTest {

    @TempDir
    Path project;

    @Test
    void startsTheBuiltServiceWithAModestHeap() throws Exception {
        assertThat(packaged(Map.of()).line())
                .contains("-Xmx256m")
                .endsWith(
                        "-jar",
                        project.resolve("sync-service/target/quarkus-app/quarkus-run.jar")
                                .toString());
    }

    @Test
    void takesTheUsersJavaOptionsInstead() throws Exception {
        assertThat(packaged(Map.of("KITH_SERVICE_JAVA_OPTS", " -Xmx1g  -Dx=y ")).line())
                .contains("-Xmx1g", "-Dx=y")
                .doesNotContain("-Xmx256m");
    }

    @Test
    void allowsWhatNewerJavaWarnsOfAndOlderJavaDoesNotKnow() {
        assertThat(ServiceCommand.quietOptions(17)).isEmpty();
        assertThat(ServiceCommand.quietOptions(25)).contains("--enable-native-access=ALL-UNNAMED");
    }

    private ServiceCommand packaged(Map<String, String> environment) throws Exception {
        Path jar = project.resolve("sync-service/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "");
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        return ServiceCommand.packaged(new LauncherContext(
                new Terminal(nowhere, nowhere), environment, project, project, Clock.systemUTC(), Optional.empty()));
    }
}
