package dev.kith.agent.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.agent.AgentException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AskedValueTest {

    @Test
    void isTheFirstLineThatIsPipedIn() {
        assertThat(AskedValue.of("api_key", null, piped(" kith_secret \nmore\n")))
                .isEqualTo("kith_secret");
    }

    @Test
    void mustBeGiven() {
        assertThatThrownBy(() -> AskedValue.of("api_key", null, piped("")))
                .isInstanceOf(AgentException.class)
                .hasMessageContaining("api_key");
        assertThatThrownBy(() -> AskedValue.of("api_key", null, piped("  \n"))).isInstanceOf(AgentException.class);
    }

    private static InputStream piped(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
