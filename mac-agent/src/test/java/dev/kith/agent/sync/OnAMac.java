package dev.kith.agent.sync;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The agent of a user whose Mac has something of everything. */
abstract class OnAMac {

    /** How ids of calls and messages name her. */
    static final String ANN = "d5fbfc3c185d";

    @TempDir
    Path mac;

    @TempDir
    Path userHome;

    AgentRunner agent;
    TestMac apple;

    @BeforeEach
    void setUp() {
        agent = new AgentRunner(userHome);
        apple = TestMac.in(mac);
    }

    Outcome sync(String... more) {
        return agent.run(Stream.concat(Stream.of("--home", mac.toString(), "--sink", "stdout"), Stream.of(more))
                .toArray(String[]::new));
    }
}
