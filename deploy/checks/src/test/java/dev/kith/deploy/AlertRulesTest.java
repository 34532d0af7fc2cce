package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prometheus' own tool reads the rules and plays the stories they are for. */
class AlertRulesTest {

    private static final Path FOLDER = Repository.file("deploy/monitoring");

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

    @Test
    void areFoundByTheConfigurationThatThePageShows(@TempDir Path folder) throws IOException {
        Files.copy(FOLDER.resolve("alerts.yaml"), folder.resolve("alerts.yaml"));
        String shown = Document.of(Repository.file("docs/monitoring.md"))
                .blocks("yaml")
                .get(0);
        Files.writeString(folder.resolve("prometheus.yml"), shown);

        var outcome =
                promtool("check", "config", folder.resolve("prometheus.yml").toString());

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("rules found");
    }

    @Test
    void whatPanelsAskIsUnderstood(@TempDir Path folder) throws IOException {
        List<String> asked = new ObjectMapper()
                .readTree(FOLDER.resolve("dashboard.json").toFile())
                .findValuesAsText("expr");
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        ArrayNode rules =
                file.putArray("groups").addObject().put("name", "panels").putArray("rules");
        for (int i = 0; i < asked.size(); i++) {
            rules.addObject()
                    .put("record", "panel:" + i)
                    // What Grafana fills in.
                    .put("expr", asked.get(i).replace("$__rate_interval", "5m"));
        }
        Files.writeString(folder.resolve("panels.yaml"), file.toString());

        var outcome = promtool("check", "rules", folder.resolve("panels.yaml").toString());

        assertThat(asked).isNotEmpty();
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private static Program.Outcome promtool(String... arguments) {
        var promtool = Program.find("promtool");
        assumeTrue(promtool.isPresent(), "promtool is not installed; ./kith test fetches it on Debian");
        var command = new ArrayList<>(List.of(promtool.get().toString()));
        command.addAll(List.of(arguments));
        return Program.run(FOLDER, Map.of(), command);
    }
}
