package dev.kith.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {

    @TempDir
    Path folder;

    private static Result result(double... figures) {
        Rounds rounds = new Rounds();
        for (double figure : figures) {
            rounds.add(1, 1 / figure, figure);
        }
        return rounds.result(25_000, "seconds");
    }

    @Test
    void saysTheMedianAndItsSpreadInTheFormThatScriptsRead() {
        assertThat(result(0.4, 0.9, 0.6).line(new BackfillCopy()))
                .isEqualTo("bench backfill-copy ratio=0.600 goal=>=0.5 n=25000 unit=of_copy_rate spread=0.400..0.900"
                        + " rounds=3");
        assertThat(result(0.4).line(new BackfillCopy())).endsWith(" missed");
    }

    @Test
    void knowsWhichWayAGoalIsMet() {
        assertThat(Goal.atLeast(10).isMetBy(10)).isTrue();
        assertThat(Goal.atLeast(10).isMetBy(9.9)).isFalse();
        assertThat(Goal.atMost(0.05).isMetBy(0.05)).isTrue();
        assertThat(Goal.atMost(0.05).isMetBy(0.06)).isFalse();
        assertThat(Goal.atMost(0.05)).hasToString("<=0.05");
    }

    @Test
    void writesFiguresForProgramsAndIntoTheirPlaceInADocument() throws IOException {
        BenchReport report = new BenchReport();
        report.add(new RefreshUnchanged(), result(12, 14, 13));
        Path json = folder.resolve("bench.json");
        Path document = folder.resolve("benchmarks.md");
        Files.writeString(document, "before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n");

        report.writeJson(json);
        report.writeInto(document);

        var first = new ObjectMapper().readTree(json.toFile()).get(0);
        assertThat(first.path("name").asText()).isEqualTo("refresh-unchanged");
        assertThat(first.path("met").asBoolean()).isTrue();
        assertThat(first.path("rounds")).hasSize(3);
        assertThat(Files.readString(document))
                .startsWith("before\n<!-- figures -->\n| name |")
                .contains("| `refresh-unchanged` |", "**13.0** | ≥ 10 |")
                .endsWith("<!-- /figures -->\nafter\n")
                .doesNotContain("old");
    }

    @Test
    void refusesADocumentWithoutAPlaceForFigures() throws IOException {
        Path document = Files.writeString(folder.resolve("README.md"), "nothing");

        assertThatThrownBy(() -> new BenchReport().writeInto(document)).hasMessageContaining("no place for figures");
    }
}
