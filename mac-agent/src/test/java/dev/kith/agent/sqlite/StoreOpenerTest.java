package dev.kith.agent.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.agent.LibraryPrint;
import dev.kith.agent.LiveWriter;
import dev.kith.agent.sqlite.StoreException.Problem;
import dev.kith.sandbox.mac.AppleDatabase;
import dev.kith.sandbox.mac.AppleDatabase.Leave;
import dev.kith.sandbox.mac.AppleSchema;
import dev.kith.sandbox.mac.Row;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreOpenerTest {

    @TempDir
    private Path library;

    @TempDir
    private Path temporary;

    private Path file;
    private StoreOpener opener;

    @BeforeEach
    void setUp() {
        file = library.resolve("Messages/chat.db");
        opener = new StoreOpener(FileAccess.REAL, temporary, Clock.systemUTC(), Duration.ofMillis(1));
    }

    @ParameterizedTest
    @CsvSource({"AT_REST, IMMUTABLE", "WAL_AND_SHM, LIVE", "WAL_ONLY, COPY"})
    void seesEveryRowAndLeavesNoTrace(Leave leave, Rung rung) {
        AppleDatabase written = AppleDatabase.create(file, AppleSchema.CHAT_VENTURA);
        addMessage(written, "in the file");
        written.checkpoint();
        addMessage(written, "in the log");
        written.leave(leave);
        Map<String, String> before = LibraryPrint.of(library);

        try (OpenStore store = opener.open(file)) {
            assertThat(count(store)).isEqualTo(2);
            assertThat(store.rung()).isEqualTo(rung);
        }

        assertThat(LibraryPrint.of(library)).isEqualTo(before);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void readsBesideALiveWriterAndHoldsOneMoment() {
        AppleDatabase.create(file, AppleSchema.CHAT_VENTURA).close();
        try (LiveWriter writer = LiveWriter.open(file)) {
            Map<String, String> before = LibraryPrint.of(library);

            try (OpenStore store = opener.open(file)) {
                assertThat(store.rung()).isEqualTo(Rung.LIVE);
                assertThat(count(store)).isEqualTo(1);
                assertThat(LibraryPrint.of(library)).isEqualTo(before);
                writer.write("second");
                assertThat(count(store)).isEqualTo(1);
            }
            try (OpenStore store = opener.open(file)) {
                assertThat(count(store)).isEqualTo(2);
            }
        }
    }

    @Test
    void copiesWhatAWriterHoldsForItselfAlone() {
        try (AppleDatabase writer = AppleDatabase.create(file, AppleSchema.CHAT_VENTURA)) {
            addMessage(writer, "one");
            writer.execute("PRAGMA locking_mode = EXCLUSIVE");
            addMessage(writer, "two");
            Map<String, String> before = LibraryPrint.of(library);

            try (OpenStore store = opener.open(file)) {
                assertThat(store.rung()).isEqualTo(Rung.COPY);
                assertThat(count(store)).isEqualTo(2);
            }

            assertThat(LibraryPrint.of(library)).isEqualTo(before);
        }
    }

    @Test
    void readsADatabaseWithoutAWriteAheadLog() {
        AppleDatabase written = AppleDatabase.create(file, AppleSchema.CHAT_VENTURA);
        addMessage(written, "one");
        written.execute("PRAGMA journal_mode = DELETE");
        written.close();
        Map<String, String> before = LibraryPrint.of(library);

        try (OpenStore store = opener.open(file)) {
            assertThat(count(store)).isEqualTo(1);
        }

        assertThat(LibraryPrint.of(library)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#b", "what?mode=rw", "50%25 off", "über alles", "with space"})
    void opensTheVeryPathHoweverItIsCalled(String folder) {
        file = library.resolve(folder).resolve("chat.db");
        AppleDatabase written = AppleDatabase.create(file, AppleSchema.CHAT_VENTURA);
        addMessage(written, "one");
        written.leave(Leave.WAL_AND_SHM);
        Map<String, String> before = LibraryPrint.of(library);

        try (OpenStore store = opener.open(file)) {
            assertThat(count(store)).isEqualTo(1);
        }

        assertThat(LibraryPrint.of(library)).isEqualTo(before);
    }

    @Test
    void blamesTheTemporaryFolderWhereNoCopyCanBeMade() throws IOException {
        AppleDatabase written = AppleDatabase.create(file, AppleSchema.CHAT_VENTURA);
        addMessage(written, "one");
        written.leave(Leave.WAL_ONLY);
        Path missing = temporary.resolve("missing");
        Path noFolder = Files.createFile(temporary.resolve("file"));
        for (Path unfit : List.of(missing, noFolder)) {
            opener = new StoreOpener(FileAccess.REAL, unfit, Clock.systemUTC());

            assertThatThrownBy(() -> opener.open(file))
                    .hasMessageContaining(unfit.toString())
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.NO_TEMPORARY_FOLDER));
        }
    }

    @Test
    void makesNoFileWhereThereIsNone() throws IOException {
        Files.createDirectories(file.getParent());

        assertProblem(Problem.MISSING);

        assertThat(file.getParent()).isEmptyDirectory();
    }

    @Test
    void tellsAnEmptyFileAndOtherThingsFromAnEmptyDatabase() throws IOException {
        Files.createDirectories(file.getParent());
        for (String content : List.of("", "no database at all, but a long enough text to be looked at")) {
            Files.writeString(file, content);
            assertProblem(Problem.NOT_A_DATABASE);
        }
    }

    @Test
    void tellsADatabaseThatIsOnlyHalfThere() throws IOException {
        AppleDatabase written = AppleDatabase.create(file, AppleSchema.CHAT_VENTURA);
        written.together(() -> {
            for (int i = 0; i < 2000; i++) {
                addMessage(written, "message " + i);
            }
        });
        written.close();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> {
                    try (OpenStore store = opener.open(file)) {
                        store.checkPages();
                    }
                })
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
    }

    @Test
    void noticesThatSomebodyBeganToWriteWhatWasReadWithoutLocks() {
        AppleDatabase.create(file, AppleSchema.CHAT_VENTURA).close();

        try (OpenStore store = opener.open(file)) {
            store.checkUnchanged();
            try (AppleDatabase writer = AppleDatabase.open(file)) {
                addMessage(writer, "one");
                assertThatThrownBy(store::checkUnchanged)
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                e -> assertThat(e.problem()).isEqualTo(Problem.LOCKED));
            }
        }
    }

    @Test
    void knowsAMissingPermissionByTheFailureToReadBytes() throws IOException {
        AppleDatabase.create(file, AppleSchema.CHAT_VENTURA).close();
        opener = new StoreOpener(new Protected(), temporary, Clock.systemUTC());
        assertThat(Files.isReadable(file)).isTrue();

        assertProblem(Problem.DENIED);
    }

    @Test
    void knowsAMissingPermissionByTheFolderWhereMacosHidesTheFile() throws IOException {
        Files.createDirectories(file.getParent());
        opener = new StoreOpener(new Protected(), temporary, Clock.systemUTC());

        assertProblem(Problem.DENIED);
    }

    /** macOS without Full Disk Access. */
    private static final class Protected implements FileAccess {

        @Override
        public byte[] head(Path path, int length) throws IOException {
            if (Files.exists(path)) {
                throw new FileSystemException(path.toString(), null, "Operation not permitted");
            }
            throw new NoSuchFileException(path.toString());
        }

        @Override
        public List<Path> list(Path folder) throws IOException {
            throw new FileSystemException(folder.toString(), null, "Operation not permitted");
        }
    }

    private void assertProblem(Problem problem) {
        assertThatThrownBy(() -> opener.open(file))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @ParameterizedTest
    @EnumSource(
            value = Leave.class,
            names = {"WAL_ONLY", "WAL_AND_SHM"})
    void takesALogThatBreaksOffForNoEmptyStore(Leave leave) throws IOException {
        AppleDatabase written = AppleDatabase.create(file, AppleSchema.CHAT_VENTURA);
        written.together(() -> {
            for (int i = 0; i < 200; i++) {
                addMessage(written, "message " + i);
            }
        });
        written.leave(leave);
        Path log = file.resolveSibling("chat.db-wal");
        byte[] whole = Files.readAllBytes(log);
        int frame = 24 + 4096;
        int frames = (whole.length - 32) / frame;

        for (int length : List.of(16, whole.length - 1, whole.length - 5_000, 32 + frame * (frames - 1))) {
            Files.write(log, Arrays.copyOf(whole, length));
            assertBroken("cut to " + length + " of " + whole.length);
        }
        byte[] damaged = whole.clone();
        damaged[32 + frame + 1_000]++;
        Files.write(log, damaged);
        assertBroken("damaged");

        Files.write(log, whole);
        try (OpenStore store = opener.open(file)) {
            assertThat(count(store)).isEqualTo(200);
        }
    }

    private void assertBroken(String how) {
        assertThatThrownBy(() -> opener.open(file))
                .as(how)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CORRUPT));
    }

    @Test
    void readsBesideAWriterInTheMiddleOfALongTransaction() {
        AppleDatabase.create(file, AppleSchema.CHAT_VENTURA).close();
        try (AppleDatabase writer = AppleDatabase.open(file)) {
            addMessage(writer, "one");
            writer.execute("PRAGMA cache_size = 2");
            writer.together(() -> {
                for (int i = 0; i < 500; i++) {
                    addMessage(writer, "on its way " + i);
                }
                try (OpenStore store = opener.open(file)) {
                    assertThat(count(store)).isEqualTo(1);
                }
            });
        }
    }

    private static void addMessage(AppleDatabase database, String guid) {
        database.insert("message", Row.of("guid", guid).and("date", 1));
    }

    private static int count(OpenStore store) {
        try (Statement statement = store.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM message")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
