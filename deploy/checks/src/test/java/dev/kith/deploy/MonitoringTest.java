package dev.kith.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.kith.sync.metrics.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Alert rules and dashboards speak of what the service publishes, and lead to a runbook that is there. */
class MonitoringTest {

    private static final Pattern NAME = Pattern.compile("\\b(kith_\\w+|jvm_\\w+|http_\\w+)\\b");
    /** Published by the libraries, and seen in a running service by its own tests. */
    private static final Set<String> OF_LIBRARIES =
            Set.of("jvm_memory_used_bytes", "http_server_requests_seconds_count");

    private final JsonNode rules = yaml("deploy/monitoring/alerts.yaml").at("/groups/0/rules");
    private final JsonNode tests = yaml("deploy/monitoring/alerts.test.yaml").at("/tests");
    private final JsonNode dashboard = yaml("deploy/monitoring/dashboard.json");

    @Test
    void alertsAskForMetricsThatAreThere() {
        assertThat(names(rules.findValuesAsText("expr"))).isNotEmpty().isSubsetOf(known());
    }

    @Test
    void panelsShowMetricsThatAreThere() {
        assertThat(names(dashboard.findValuesAsText("expr"))).isNotEmpty().isSubsetOf(known());
    }

    @Test
    void theDashboardShowsEveryMetricOfKiths() {
        var shown = names(dashboard.findValuesAsText("expr"));

        assertThat(Arrays.stream(Metric.values()).filter(metric -> metric != Metric.STATE_READ))
                .allMatch(metric -> PublishedMetrics.samples(metric).stream().anyMatch(shown::contains));
    }

    @Test
    void panelsAskTheDataSourceThatIsChosen() {
        assertThat(dashboard.at("/panels"))
                .isNotEmpty()
                .allMatch(panel -> panel.at("/datasource/uid").asText().equals("${datasource}"));
    }

    @Test
    void everyAlertLeadsToItsChapterOfTheRunbook() {
        var anchors = Document.of(Repository.file("docs/operations.md")).anchors();

        assertThat(elements(rules)).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
            assertThat(rule.at("/annotations/runbook_url").asText()).startsWith("docs/operations.md#");
            assertThat(anchors)
                    .contains(rule.at("/annotations/runbook_url").asText().replaceFirst("^[^#]*#", ""));
        });
    }

    @Test
    void everyAlertIsTriedUntilItFires() {
        var fired = elements(tests).stream()
                .flatMap(test -> elements(test.at("/alert_rule_test")).stream())
                .filter(test -> !test.at("/exp_alerts").isEmpty())
                .map(test -> test.at("/alertname").asText())
                .collect(Collectors.toSet());

        assertThat(fired).containsExactlyInAnyOrderElementsOf(rules.findValuesAsText("alert"));
    }

    @Test
    void metricsAreDocumented() {
        String rows = Arrays.stream(Metric.values())
                .map(metric -> "| " + code(PublishedMetrics.samples(metric)) + " | " + code(metric.labels()) + " | "
                        + metric.description() + " |")
                .collect(Collectors.joining("\n"));

        new GeneratedTable("docs/monitoring.md", "metrics")
                .shows("| metric | labels | meaning |\n|---|---|---|\n" + rows);
    }

    private static String code(List<String> names) {
        return names.isEmpty()
                ? "–"
                : names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static Set<String> known() {
        return Stream.concat(PublishedMetrics.samples().stream(), OF_LIBRARIES.stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(List<String> expressions) {
        return expressions.stream()
                .flatMap(expression -> NAME.matcher(expression).results())
                .map((MatchResult name) -> name.group(1))
                .collect(Collectors.toSet());
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).collect(Collectors.toCollection(ArrayList::new));
    }

    private static JsonNode yaml(String path) {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Repository.read(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
