package dev.kith.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.agent.state.AgentConfig;
import dev.kith.agent.state.ConfigFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCommandTest {

    @TempDir
    private Path home;

    private AgentRunner agent;

    @BeforeEach
    void setUp() {
        agent = new AgentRunner(home);
    }

    @Test
    void hasThePlansDefaultsWithoutAFile() {
        assertThat(new ConfigFile(agent.config()).read())
                .isEqualTo(new AgentConfig(
                        Optional.empty(), Optional.empty(), 365, true, "US", Optional.empty(), Map.of()));
        assertThat(agent.run("config", "show").out())
                .contains("initial_lookback_days = 365", "create_unknown_contacts = true", "default_region = US");
        assertThat(agent.config()).doesNotExist();
    }

    @Test
    void readsKafkaPropertiesHoweverTheyAreWritten() throws IOException {
        Files.writeString(agent.config(), """
            {"api_url": "http://127.0.0.1:8080", "api_key": "k", "initial_lookback_days": 30,
             "create_unknown_contacts": false, "default_region": "ca", "kafka.client_id": "me",
             "kafka": {"bootstrap_servers": ["b:9092", "c:9092"], "security.protocol": "SSL",
                       "ssl": {"truststore.location": "/t"}}, "later": {"a": 1}}
            """);

        assertThat(new ConfigFile(agent.config()).read())
                .isEqualTo(new AgentConfig(
                        Optional.of(URI.create("http://127.0.0.1:8080")),
                        Optional.of("k"),
                        30,
                        false,
                        "CA",
                        Optional.empty(),
                        Map.of(
                                "client.id",
                                "me",
                                "bootstrap.servers",
                                "b:9092,c:9092",
                                "security.protocol",
                                "SSL",
                                "ssl.truststore.location",
                                "/t")));
    }

    @Test
    void setsKeysInAFileThatOnlyItsOwnerReads() throws IOException {
        assertThat(agent.run("config", "set", "default_region", "GB").exitCode())
                .isZero();
        assertThat(agent.run("config", "set", "kafka.bootstrap_servers", "b:9092")
                        .exitCode())
                .isZero();

        AgentConfig config = new ConfigFile(agent.config()).read();
        assertThat(config.defaultRegion()).isEqualTo("GB");
        assertThat(config.bootstrapServers()).contains("b:9092");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(agent.config())))
                .isEqualTo("rw-------");
    }

    @Test
    void neverShowsSecrets() throws IOException {
        Files.writeString(agent.config(), """
            {"api_key": "s3cret", "kafka": {"sasl.jaas.config": "s3cret", "ssl.key.password": "s3cret"}}
            """);

        Outcome shown = agent.run("config", "show");

        assertThat(shown.out()).contains("api_key = ****").doesNotContain("s3cret");
        assertThat(agent.run("config", "show", "--json").out()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"api_url\": \"s3cret",
                "{\"api_url\": \"ftp://x/s3cret\"}",
                "{\"api_url\": 5}",
                "{\"api_url\": \"http://x:99999/s3cret\"}",
                "{\"api_url\": \"http://me:s3cret@x\"}",
                "{\"api_key\": \"s3cret\u2014s3cret\"}",
                "{\"api_key\": \"s3cret\\ns3cret\"}",
                "{\"kafka\": \"s3cret:9092\"}",
                "{\"initial_lookback_days\": -1}",
                "{\"initial_lookback_days\": \"s3cret\"}",
                "{\"create_unknown_contacts\": \"s3cret\"}",
                "{\"default_region\": \"ZZ\"}",
                "{\"machine_id\": \"s3cret.s3cret\"}"
            })
    void saysWhatIsWrongWithoutRepeatingIt(String content) throws IOException {
        Files.writeString(agent.config(), content);

        Outcome shown = agent.run("config", "show");

        assertThat(shown.exitCode()).isEqualTo(2);
        assertThat(shown.err()).contains(agent.config().toString()).doesNotContain("s3cret");
    }

    @Test
    void refusesKeysItDoesNotKnow() {
        Outcome refused = agent.run("config", "set", "api_ulr", "x");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("there is no key api_ulr", "api_url");
        assertThat(agent.config()).doesNotExist();
    }
}
