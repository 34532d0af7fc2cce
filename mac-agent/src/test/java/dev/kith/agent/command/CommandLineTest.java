package dev.kith.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    @TempDir
    private Path home;

    @Test
    void explainsItselfAndItsExitCodes() {
        Outcome help = new AgentRunner(home).run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Exit codes:", "Full Disk Access is missing", "config", "generate-completion");
        assertThat(help.err()).isEmpty();
    }

    @Test
    void tellsItsVersion() {
        assertThat(new AgentRunner(home).run("--version").out()).containsPattern("mac-agent \\d+\\.\\d+");
        assertThat(new AgentRunner(home).run("-V").exitCode()).isZero();
    }

    @Test
    void guessesWhatAMistypedCommandMeant() {
        Outcome mistyped = new AgentRunner(home).run("confog");

        assertThat(mistyped.exitCode()).isEqualTo(2);
        assertThat(mistyped.out()).isEmpty();
        assertThat(mistyped.err()).contains("config");
    }

    @Test
    void refusesAnOptionBeforeACommandThatWouldNotHeedIt() {
        Outcome refused = new AgentRunner(home).run("--home", "/elsewhere", "install");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("mac-agent install --home");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void failsWhereItsResultsCannotBeWritten() {
        AgentRunner agent = new AgentRunner(home);
        agent.withoutOutput();

        Outcome unwritten = agent.run("--dry-run", "--json");

        assertThat(unwritten.exitCode()).isEqualTo(1);
        assertThat(unwritten.err()).contains("the output cannot be written");
    }

    @Test
    void writesItsOwnCompletion() {
        assertThat(new AgentRunner(home).run("generate-completion").out()).contains("complete -F _complete_mac-agent");
    }
}
