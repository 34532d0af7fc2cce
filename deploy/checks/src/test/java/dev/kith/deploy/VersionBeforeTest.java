package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The version before the newest migration, or the one that {@code kith.version-before} names, is built from its commit, brought up
 * to date on what it kept, and gone back to.
 */
@Tag("proof")
class VersionBeforeTest {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(12);
    private static final String MIGRATIONS = "sync-service/src/main/resources/db/migration";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void makeAHome() throws IOException {
        Packaged.require();
        assumeTrue(Program.find("psql").isPresent() && Program.find("git").isPresent(), "psql or git is not installed");
        home = Files.createDirectories(folder.resolve("home"));
        // What Maven fetched is everybody's.
        Files.createSymbolicLink(home.resolve(".m2"), Path.of(System.getProperty("user.home"), ".m2"));
    }

    @Test
    void syncsOnTablesThatAreNewerThanItself() throws IOException {
        Path before = Checkout.at(versionBefore(), folder.resolve("before"));
        Path now = Checkout.lay(folder).folder();
        KeptData kept;

        try (RunningKith old = start(before, BUILD_LIMIT)) {
            kept = KeptData.of(old);
            assertThat(appliedMigrations(old)).doesNotContainAnyElementsOf(newestMigrations());
        }
        try (RunningKith upgraded = start(now, START_LIMIT)) {
            kept.assertStillIn(upgraded);
            assertThat(appliedMigrations(upgraded)).containsAll(newestMigrations());
        }
        try (RunningKith back = start(before, BUILD_LIMIT)) {
            kept.assertStillIn(back);
            assertThat(appliedMigrations(back)).containsAll(newestMigrations());
            syncsSomebodyNew(back);
        }
    }

    private static void syncsSomebodyNew(RunningKith kith) throws IOException {
        kith.google().post("/__admin/contacts/put", JSON.readTree("""
                {"account": "personal", "sourceId": "abc1",
                 "person": {"names": [{"givenName": "Grace", "familyName": "Hopper"}],
                            "emailAddresses": [{"value": "grace@example.com"}]}}"""));

        JsonNode runs = kith.client()
                .post("/api/sync/now?wait=PT60S", JSON.readTree("{\"provider\": \"all\"}"))
                .path("runs");

        assertThat(runs.size()).isGreaterThan(1);
        assertThat(runs)
                .allSatisfy(run ->
                        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("SUCCEEDED"));
        assertThat(kith.client()
                        .get("/api/contacts?search=hopper")
                        .at("/0/name")
                        .asText())
                .isEqualTo("Grace Hopper");
    }

    private RunningKith start(Path checkout, Duration limit) throws IOException {
        return RunningKith.start(checkout, home, folder, RunningKith.environment(home), 0, limit);
    }

    private static List<String> appliedMigrations(RunningKith kith) {
        return kith.rows(
                "SELECT regexp_replace(script, '.*/', '') FROM contacts_schema_history WHERE success ORDER BY installed_rank");
    }

    private static List<String> newestMigrations() {
        return git("log", "-1", "--diff-filter=A", "--name-only", "--format=", "--", MIGRATIONS)
                .lines()
                .map(file -> Path.of(file).getFileName().toString())
                .toList();
    }

    private static String versionBefore() {
        return System.getProperty(
                "kith.version-before", git("log", "-1", "--diff-filter=A", "--format=%H^", "--", MIGRATIONS));
    }

    private static String git(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Program.Outcome outcome = Program.run(Repository.ROOT, Map.of(), command);
        assumeTrue(outcome.exitCode() == 0 && !outcome.output().isBlank(), "the history is not there");
        return outcome.output().strip();
    }
}
