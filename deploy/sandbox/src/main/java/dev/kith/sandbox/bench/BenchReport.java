package dev.kith.sandbox.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What benchmarks came to, for the terminal, for programs, and for the documentation. */
final class BenchReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** A benchmark and its result. */
    record Row(Benchmark benchmark, Result result) {

        boolean met() {
            return result.meets(benchmark.goal());
        }
    }

    private final List<Row> rows = new ArrayList<>();

    void add(Benchmark benchmark, Result result) {
        rows.add(new Row(benchmark, result));
    }

    List<String> table() {
        List<String> lines = new ArrayList<>();
        String form = "%-18s %10s %9s %21s %9s  %s";
        lines.add(form.formatted("name", "figure", "goal", "spread", "n", "unit"));
        rows.forEach(row -> lines.add(form.formatted(
                row.benchmark().name(),
                Goal.shown(row.result().ratio()),
                row.benchmark().goal(),
                Goal.shown(row.result().least()) + " .. "
                        + Goal.shown(row.result().most()),
                row.result().size(),
                row.benchmark().unit() + (row.met() ? "" : "  MISSED"))));
        return lines;
    }

    void writeJson(Path file) {
        ArrayNode all = JSON.createArrayNode();
        rows.forEach(row -> {
            ObjectNode one = all.addObject();
            one.put("name", row.benchmark().name())
                    .put("what", row.benchmark().what())
                    .put("ratio", row.result().ratio())
                    .put("goal", row.benchmark().goal().toString())
                    .put("met", row.met())
                    .put("n", row.result().size())
                    .put("unit", row.benchmark().unit())
                    .put("note", row.result().note());
            one.set("rounds", JSON.valueToTree(row.result().rounds()));
            one.set("baseline", JSON.valueToTree(row.result().baseline()));
            one.set("subject", JSON.valueToTree(row.result().subject()));
        });
        try {
            JSON.writeValue(file.toFile(), all);
        } catch (IOException e) {
            throw new UncheckedIOException("the results cannot be written to " + file, e);
        }
    }

    /** Puts the table into a document, between two marks. */
    void writeInto(Path document) {
        String begin = "<!-- figures -->";
        String end = "<!-- /figures -->";
        try {
            String text = Files.readString(document);
            int from = text.indexOf(begin);
            int to = text.indexOf(end);
            if (from < 0 || to < from) {
                throw new IllegalStateException(document + " has no place for figures: " + begin + " and " + end);
            }
            Files.writeString(
                    document, text.substring(0, from + begin.length()) + "\n" + markdown() + text.substring(to));
        } catch (IOException e) {
            throw new UncheckedIOException("the figures cannot be written to " + document, e);
        }
    }

    private String markdown() {
        StringBuilder text = new StringBuilder(
                "| name | what | figure | goal | spread | n | took |\n|---|---|---|---|---|---|---|\n");
        rows.forEach(row -> text.append("| `%s` | %s | **%s**%s | %s | %s – %s | %,d | %s |\n"
                .formatted(
                        row.benchmark().name(),
                        row.benchmark().what(),
                        Goal.shown(row.result().ratio()),
                        row.met() ? "" : " (missed)",
                        row.benchmark().goal().toString().replace(">=", "≥ ").replace("<=", "≤ "),
                        Goal.shown(row.result().least()),
                        Goal.shown(row.result().most()),
                        row.result().size(),
                        took(row.result()))));
        return text.toString();
    }

    private static String took(Result result) {
        String baseline = result.baseline().isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.2f against ", Result.median(result.baseline()));
        return baseline + String.format(Locale.ROOT, "%.2f ", Result.median(result.subject())) + result.note();
    }
}
