package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.agent.sqlite.FileAccess;
import dev.kith.agent.state.InstanceLock;
import dev.kith.sandbox.mac.AppleDatabase;
import dev.kith.sandbox.mac.Row;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadStoresTest {

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    private AgentRunner agent;
    private TestMac apple;

    @BeforeEach
    void setUp() {
        agent = new AgentRunner(userHome);
        apple = TestMac.in(mac);
    }

    @Test
    void readsTheOtherStoresWhereOneIsForbidden() {
        Path forbidden = apple.home().messagesFile();
        agent.through(new FileAccess() {
            @Override
            public byte[] head(Path file, int length) throws IOException {
                if (file.startsWith(forbidden.getParent())) {
                    throw new FileSystemException(file.toString(), null, "Operation not permitted");
                }
                return FileAccess.super.head(file, length);
            }
        });

        Outcome outcome = sync();

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).contains("denied", forbidden.toString(), "Full Disk Access", "doctor");
        assertThat(Sent.of(outcome).contacts()).hasSize(3);
        assertThat(Sent.of(outcome).interactionIds()).hasSize(2).allMatch(id -> id.startsWith("call:"));

        agent.through(FileAccess.REAL);
        assertThat(Sent.of(sync()).interactionIds()).hasSize(4).allMatch(id -> id.startsWith("message:"));
    }

    @Test
    void saysThatAnAccountsFolderMayNotBeLookedInto() throws IOException {
        Path forbidden = mac.resolve("Library/Application Support/AddressBook")
                .resolve("Sources/5E0C0000-0000-4000-8000-00000000000B");
        Files.createDirectories(forbidden);
        agent.through(new FileAccess() {
            @Override
            public List<Path> list(Path folder) throws IOException {
                if (folder.equals(forbidden)) {
                    throw new AccessDeniedException(folder.toString());
                }
                return FileAccess.super.list(folder);
            }
        });

        Outcome outcome = sync();

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).contains("denied", forbidden.toString(), "Full Disk Access");
        assertThat(Sent.of(outcome).contacts()).hasSize(3);
        assertThat(agent.run("doctor", "--home", mac.toString()).out()).contains("✗ contacts: " + forbidden);
    }

    @Test
    void asksForThePermissionOfTheAskedPartAlone() {
        agent.through(new FileAccess() {
            @Override
            public byte[] head(Path file, int length) throws IOException {
                if (file.endsWith("chat.db")) {
                    throw new FileSystemException(file.toString(), null, "Operation not permitted");
                }
                return FileAccess.super.head(file, length);
            }
        });

        assertThat(sync("--contacts-only").exitCode()).isZero();
    }

    @Test
    void saysWhatIsWrongWithDamagedAndUnknownStoresAndReadsThemWhenTheyAreWell() throws IOException {
        byte[] whole = closed(apple.home().callsFile());
        Files.write(apple.home().callsFile(), Arrays.copyOf(whole, 4096 * 3));
        try (AppleDatabase messages = AppleDatabase.open(apple.home().messagesFile())) {
            messages.execute("ALTER TABLE handle RENAME TO handles");
        }

        Outcome outcome = sync();

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.err()).contains("unknown schema", "corrupt", "damaged or only partly copied");
        assertThat(Sent.of(outcome).interactions()).isEmpty();

        Files.write(apple.home().callsFile(), whole);
        try (AppleDatabase messages = AppleDatabase.open(apple.home().messagesFile())) {
            messages.execute("ALTER TABLE handles RENAME TO handle");
        }
        Outcome well = sync();
        assertThat(well.exitCode()).isZero();
        assertThat(Sent.of(well).interactions()).hasSize(6);
    }

    @Test
    void deletesNobodyWhenALogWasCopiedInPart() throws IOException {
        sync();
        Path log = apple.home().accountContactsFile(TestMac.ICLOUD).resolveSibling("AddressBook-v22.abcddb-wal");
        byte[] whole = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(whole, whole.length / 2));

        Outcome outcome = sync();

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.err()).contains("corrupt", "write-ahead log breaks off", "only partly copied");
        assertThat(Sent.of(outcome).contacts()).isEmpty();

        Files.write(log, whole);
        assertThat(Sent.of(sync()).contacts()).isEmpty();
    }

    @Test
    void readsAStoreThatItsAppHoldsForItselfAlone() {
        try (AppleDatabase messages = AppleDatabase.open(apple.home().messagesFile())) {
            messages.execute("PRAGMA locking_mode = EXCLUSIVE");
            messages.insert("message", Row.of("guid", "m-locked").and("date", 1));

            Outcome outcome = sync();

            assertThat(outcome.exitCode()).isZero();
            assertThat(Sent.of(outcome).interactions()).hasSize(6);
        }
        assertThat(Sent.of(sync()).interactions()).isEmpty();
    }

    @Test
    void readsAMacUnderAnOddPath(@TempDir Path folder) {
        Path odd = folder.resolve("über #1?x=%20");
        TestMac.in(odd);

        Outcome outcome = agent.run("--home", odd.toString(), "--sink", "stdout");

        assertThat(outcome.exitCode()).isZero();
        assertThat(Sent.of(outcome).contacts()).hasSize(3);
        assertThat(folder).isDirectoryNotContaining(path -> !path.equals(odd));
    }

    @Test
    void letsOneAgentRunAtATime() {
        InstanceLock other = InstanceLock.take(agent.state().resolveSibling(".crm-sync-state.json.lock"));
        try (other) {
            Outcome refused = sync();
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err()).contains("another mac-agent is running");
        }
        assertThat(sync().exitCode()).isZero();
    }

    @Test
    void saysThatThereIsNowhereToSendTo() {
        Outcome refused = agent.run("--home", mac.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("there is nowhere to send to", "config set api_url");
    }

    @Test
    void refusesNonsense() {
        assertThat(sync("--days", "-1").exitCode()).isEqualTo(2);
        assertThat(sync("--days", "soon").exitCode()).isEqualTo(2);
        assertThat(sync("--contacts-only", "--interactions-only").exitCode()).isEqualTo(2);
        assertThat(sync("--sink", "pigeon").exitCode()).isEqualTo(2);
    }

    /** The bytes of a database whose writer ended. */
    private static byte[] closed(Path file) throws IOException {
        AppleDatabase.open(file).close();
        return Files.readAllBytes(file);
    }

    private Outcome sync(String... more) {
        String[] arguments =
                Arrays.copyOf(new String[] {"--home", mac.toString(), "--sink", "stdout"}, 4 + more.length);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return agent.run(arguments);
    }
}
