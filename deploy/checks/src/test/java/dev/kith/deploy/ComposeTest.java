package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The services of compose.yaml fit together, and nothing starts without its secrets. */
class ComposeTest {

    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|_KEY)");
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{(\\w+):\\?[^}]+}");

    private final JsonNode compose = compose();
    private final JsonNode kith = compose.at("/services/kith");

    @Test
    void nothingStartsWithoutItsSecrets() {
        assertThat(secrets(kith))
                .hasSize(3)
                .allSatisfy((name, value) -> assertThat(value).matches(REQUIRED));
        assertThat(secrets(compose.at("/services/postgres")).values())
                .isNotEmpty()
                .allMatch(value -> REQUIRED.matcher(value).matches());
    }

    @Test
    void theExampleNamesTheSecrets() {
        var named = Repository.read("deploy/container/secrets.env.example")
                .lines()
                .filter(line -> line.endsWith("="))
                .map(line -> line.substring(0, line.length() - 1))
                .collect(Collectors.toSet());

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(secrets(kith).values().stream()
                        .map(value -> REQUIRED.matcher(value).replaceAll("$1"))
                        .toList());
    }

    @Test
    void theServiceIsClosedInAsTheImageAllows() {
        assertThat(kith.at("/read_only").asBoolean()).isTrue();
        assertThat(kith.at("/tmpfs/0").asText()).isEqualTo("/tmp");
        assertThat(kith.at("/cap_drop/0").asText()).isEqualTo("ALL");
        assertThat(kith.at("/ports/0").asText()).startsWith("127.0.0.1:");
        assertThat(Repository.file("deploy/container")
                        .resolve(kith.at("/build/context").asText())
                        .resolve(kith.at("/build/dockerfile").asText()))
                .exists();
    }

    private static Map<String, String> secrets(JsonNode service) {
        var secrets = new TreeMap<String, String>();
        service.at("/environment").fields().forEachRemaining(variable -> {
            if (SECRET.matcher(variable.getKey()).matches()) {
                secrets.put(variable.getKey(), variable.getValue().asText());
            }
        });
        return secrets;
    }

    private static JsonNode compose() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Repository.read("deploy/container/compose.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
