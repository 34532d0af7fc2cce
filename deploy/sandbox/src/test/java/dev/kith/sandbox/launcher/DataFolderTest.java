package dev.kith.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path root;

    @Test
    void keepsItsSecretsAndLetsOnlyTheOwnerReadThem() throws Exception {
        DataFolder folder = DataFolder.prepare(root);
        Secrets first = Secrets.of(folder, Map.of(), new SecureRandom());
        Secrets second = Secrets.of(folder, Map.of(), new SecureRandom());

        assertThat(second).isEqualTo(first);
        assertThat(Base64.getDecoder().decode(first.credentialsKey())).hasSize(32);
        assertThat(mode(root.resolve("api.key"))).isEqualTo("rw-------");
        assertThat(mode(root.resolve("credentials.key"))).isEqualTo("rw-------");
        assertThat(mode(root)).isEqualTo("rwx------");
    }

    @Test
    void prefersTheKeysOfTheEnvironment() {
        DataFolder folder = DataFolder.prepare(root);

        assertThat(Secrets.of(folder, Map.of("KITH_API_KEY", "mine"), new SecureRandom())
                        .apiKey())
                .isEqualTo("mine");
    }

    @Test
    void printsNoSecret() {
        assertThat(new Secrets("one", "two").toString()).doesNotContain("one", "two");
    }

    @Test
    void isLockedByOneSandboxAtATimeAndFreeAfterIt() {
        DataFolder folder = DataFolder.prepare(root);
        FolderLock held = FolderLock.take(folder);

        assertThatThrownBy(() -> FolderLock.take(folder)).isInstanceOf(LauncherException.class);
        held.close();
        FolderLock.take(folder).close();
    }

    @Test
    void refusesAFolderOfAnotherVersionAndLeavesItAlone() throws Exception {
        DataFolder.prepare(root);
        Path layout = root.resolve("layout");
        String own = Files.readString(layout);
        Files.writeString(layout, "99, PostgreSQL 42\n");

        assertThatThrownBy(() -> DataFolder.prepare(root))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("another version of Kith")
                .hasMessageContaining("99, PostgreSQL 42")
                .hasMessageContaining(own.strip())
                .hasMessageContaining("--data");
        assertThat(Files.readString(layout)).startsWith("99");
    }

    @Test
    void refusesAFolderThatHoldsSomebodysFiles() throws Exception {
        Files.writeString(root.resolve("thesis.tex"), "");
        String before = mode(root);

        assertThatThrownBy(() -> DataFolder.prepare(root))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("no data folder of Kith's");
        assertThat(mode(root)).isEqualTo(before);
    }

    @Test
    void takesAFolderThatIsEmptyButForWhatSystemsLeaveThere() throws Exception {
        Files.createDirectory(root.resolve("lost+found"));
        DataFolder.prepare(root);

        assertThat(DataFolder.prepare(root).root()).isEqualTo(root);
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
