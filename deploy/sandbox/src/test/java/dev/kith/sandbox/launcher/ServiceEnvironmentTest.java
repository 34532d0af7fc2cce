package dev.kith.sandbox.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {

    private static final Database DATABASE = new Database("127.0.0.1", 5432, "kith", "postgres", "postgres");

    @Test
    void letsTheUsersVariablesWin() {
        Map<String, String> variables = with(Map.of("KITH_SYNC_INTERVAL", "PT1M", "KAFKA_BOOTSTRAP_SERVERS", "other"));

        assertThat(variables)
                .containsEntry("KITH_SYNC_INTERVAL", "PT1M")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "other")
                .containsEntry("KITH_CARDDAV_ALLOW_PRIVATE", "true");
    }

    @Test
    void keepsTheServiceOnTheLoopbackInterfaceAndTheChosenPort() {
        assertThat(with(Map.of("QUARKUS_HTTP_PORT", "1")))
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_HTTP_PORT", "8123");
    }

    private static Map<String, String> with(Map<String, String> own) {
        return ServiceEnvironment.of(
                own, new Secrets("api", "credentials"), URI.create("http://127.0.0.1:8123/"), DATABASE, "broker", null);
    }
}
