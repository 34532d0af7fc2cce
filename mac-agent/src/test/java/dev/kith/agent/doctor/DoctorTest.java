package dev.kith.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.agent.FakeService;
import dev.kith.agent.Json;
import dev.kith.agent.LibraryPrint;
import dev.kith.agent.sqlite.FileAccess;
import dev.kith.agent.sync.TestMac;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    private AgentRunner agent;

    @BeforeEach
    void setUp() {
        agent = new AgentRunner(userHome);
        TestMac.in(mac);
    }

    @Test
    void findsAHealthyMacHealthyAndChangesNothing() {
        try (FakeService service = FakeService.start()) {
            service.tell("{\"data\": []}");
            agent.configure("{\"api_url\": \"" + service.url() + "\"}");
            Map<String, String> before = LibraryPrint.of(mac);

            Outcome outcome = agent.run("doctor", "--home", mac.toString());

            assertThat(outcome.exitCode()).isZero();
            assertThat(outcome.out()).contains("2 people", "3 calls", "read live", "answers and takes the API key");
            assertThat(LibraryPrint.of(mac)).isEqualTo(before);
        }
    }

    @Test
    void takesNoPageOfAnotherServerForKith() {
        try (FakeService service = FakeService.start()) {
            service.tell("<html>Sign in to this network</html>");
            agent.configure("{\"api_url\": \"" + service.url() + "\"}");

            assertThat(doctor()).contains("answers, but not as Kith does", "sign-in page");
        }
    }

    @Test
    void comparesTheClockWithTheServices() {
        try (FakeService service = FakeService.start()) {
            service.tell("{\"data\": []}");
            agent.configure("{\"api_url\": \"" + service.url() + "\"}");
            agent.at(Instant.now());
            assertThat(doctor()).contains("✓ clock: agrees with the service's");

            agent.at(Instant.now().plus(Duration.ofHours(1)));
            assertThat(doctor()).contains("! clock: differs from the service's by 3", "Date & Time");
        }
    }

    @Test
    void saysThatABrokerAloneDoesNotTellTheTime() {
        agent.configure("{\"kafka\": {\"bootstrap_servers\": \"kith.invalid:9092\"}}");

        assertThat(doctor()).contains("! clock: not checked: a broker does not tell its time", "Set api_url");
    }

    @Test
    void hasTheStatusSayWhetherEachStoreCanBeRead() throws IOException {
        Files.delete(mac.resolve("Library/Application Support/CallHistoryDB/CallHistory.storedata"));

        assertThat(agent.run("status", "--home", mac.toString()).out())
                .contains("✓ messages: " + mac, "! calls: " + mac, "not there");
        assertThat(agent.run("status", "--json", "--home", mac.toString()).out())
                .contains("\"outcome\":\"FINE\"", "\"outcome\":\"NOTE\",\"found\":\"not there\"");
    }

    private String doctor() {
        return agent.run("doctor", "--home", mac.toString()).out();
    }

    @Test
    void namesTheProgramThatNeedsFullDiskAccessAndWhereToGrantIt() throws IOException {
        agent.through(new FileAccess() {
            @Override
            public byte[] head(Path file, int length) throws IOException {
                throw new FileSystemException(file.toString(), null, "Operation not permitted");
            }
        });

        Outcome outcome = agent.run("doctor", "--home", mac.toString(), "--json");

        var json = Json.MAPPER.readTree(outcome.out());
        assertThat(json.path("checks").toString())
                .contains("chat.db", "denied", "System Settings > Privacy & Security > Full Disk Access")
                .contains(ProcessHandle.current().info().command().orElseThrow());
        assertThat(outcome.exitCode()).isEqualTo(json.path("exitCode").asInt()).isEqualTo(2);
        agent.configure("{\"api_url\": \"http://127.0.0.1:9\"}");
        assertThat(agent.run("doctor", "--home", mac.toString()).exitCode()).isEqualTo(3);
    }

    @Test
    void noticesAConfigurationThatOthersMayRead() {
        agent.configure("{}");

        assertThat(agent.run("doctor", "--home", mac.toString()).out()).contains("can be read by others", "chmod 600");
    }
}
