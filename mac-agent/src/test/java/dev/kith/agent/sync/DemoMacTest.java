package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.sandbox.demo.DemoMac;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoMacTest {

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    @Test
    void readsTheDemoMacWhole() {
        DemoMac.write(mac, AgentRunner.NOW);

        Outcome outcome = new AgentRunner(userHome).run("--home", mac.toString(), "--sink", "stdout");

        assertThat(outcome.exitCode()).isZero();
        assertThat(Sent.of(outcome).contacts()).hasSize(61);
        assertThat(Sent.of(outcome).interactions()).hasSizeGreaterThan(1000);
    }
}
