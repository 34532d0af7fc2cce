package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prometheus' own tool reads the rules and plays the stories they are for. */
class AlertRulesTest {

    @Test
    void areWellFormed() {
        var outcome = promtool("check", "rules", "alerts.yaml");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @Test
    void fireWhenTheyShouldAndOnlyThen() {
        var outcome = promtool("test", "rules", "alerts.test.yaml");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private static Program.Outcome promtool(String... arguments) {
        var promtool = Program.find("promtool");
        assumeTrue(promtool.isPresent(), "promtool is not installed; ./kith test fetches it on Debian");
        Path folder = Repository.file("deploy/monitoring");
        var command = new ArrayList<>(List.of(promtool.get().toString()));
        command.addAll(List.of(arguments));
        return Program.run(folder, Map.of(), command);
    }
}
