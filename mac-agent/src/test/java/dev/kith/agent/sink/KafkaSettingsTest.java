package dev.kith.agent.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kith.agent.AgentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KafkaSettingsTest {

    private static final String SECRET = "s3cret";
    private static final String JAAS = "sasl.jaas.config";

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN"), 2, JAAS),
                Arguments.of(sasl(SECRET), 2, JAAS),
                Arguments.of(sasl("no.such.Module required password=\"" + SECRET + "\";"), 2, JAAS),
                Arguments.of(Map.of("security.protocol", SECRET), 2, "kafka.security.protocol"),
                Arguments.of(Map.of("bootstrap.servers", SECRET), 2, "kafka.bootstrap.servers"),
                Arguments.of(Map.of("request.timeout.ms", SECRET), 2, "kafka.request.timeout.ms"),
                Arguments.of(
                        Map.of("security.protocol", "SSL", "ssl.truststore.location", "/no/" + SECRET),
                        2,
                        "kafka.ssl.truststore"),
                Arguments.of(Map.of("bootstrap.servers", SECRET + ".invalid:9092"), 3, "kafka.bootstrap_servers"));
    }

    private static Map<String, String> sasl(String jaas) {
        return Map.of("security.protocol", "SASL_PLAINTEXT", "sasl.mechanism", "PLAIN", JAAS, jaas);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void namesTheSettingThatIsWrongWithoutItsValue(Map<String, String> wrong, int exitCode, String setting) {
        Map<String, String> properties = new HashMap<>(Map.of("bootstrap.servers", "127.0.0.1:9"));
        properties.putAll(wrong);
        for (AgentException refused : List.of(
                catchThrowableOfType(AgentException.class, () -> KafkaSink.open(properties)),
                catchThrowableOfType(AgentException.class, () -> KafkaTopics.missing(properties)))) {
            assertThat(refused.exitCode().code()).isEqualTo(exitCode);
            assertThat(refused.nextStep()).contains(setting).doesNotContain(SECRET);
            assertThat(refused.getMessage()).doesNotContain(SECRET);
        }
    }
}
