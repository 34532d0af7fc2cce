package dev.kith.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void refusesAWrongCommandLineWithItsUsage() {
        assertThat(run("up", "--prot", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--prot", "Usage: kith up");
    }

    @Test
    void refusesToDoNothing() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("up", "dev");
    }

    @Test
    void saysHowToBuildAServiceThatIsNotThere() {
        assertThat(run("up", "--port", "0")).isEqualTo(1);
        assertThat(err.toString()).contains("not built", "./kith up");
    }

    @Test
    void namesATakenPortAndStartsNothing() throws Exception {
        buildService();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(run("up", "--port", String.valueOf(taken.getLocalPort())))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("port " + taken.getLocalPort() + " is taken", "--port");
        }
        assertThat(home.resolve(".kith/sandbox/postgres")).doesNotExist();
    }

    @Test
    void refusesAPortThatIsNone() throws Exception {
        buildService();
        assertThat(run("up", "--port", "70000")).isEqualTo(1);
        assertThat(err.toString()).contains("70000 is not a port");
    }

    @Test
    void refusesADataFolderThatAnotherSandboxHolds() throws Exception {
        buildService();
        Path data = home.resolve("data");
        try (FolderLock held = FolderLock.take(DataFolder.prepare(data))) {
            assertThat(held).isNotNull();
            assertThat(run("up", "--port", "0", "--data", data.toString())).isEqualTo(1);
        }
        assertThat(err.toString()).contains("another sandbox is running", "--data");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void refusesADataFolderThatIsAFile() throws Exception {
        buildService();
        Path file = Files.writeString(home.resolve("file"), "");
        assertThat(run("up", "--port", "0", "--data", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be written: there is a file of that name", "--data");
    }

    private int run(String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
        LauncherContext context =
                new LauncherContext(terminal, Map.of(), home, home, Clock.systemUTC(), Optional.empty());
        return Launcher.commandLine(context).execute(arguments);
    }

    private void buildService() throws Exception {
        Path jar = home.resolve("sync-service/target/quarkus-app/quarkus-run.jar");
        Files.createDirectories(jar.getParent());
        Files.writeString(jar, "");
    }
}
