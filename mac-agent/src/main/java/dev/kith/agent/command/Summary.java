package dev.kith.agent.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.sync.AgentReport;
import dev.kith.agent.sync.PhaseReport;
import dev.kith.agent.sync.PhaseReport.SentRun;
import dev.kith.agent.sync.RunResult;
import dev.kith.agent.sync.StoreIssue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** The end of a run in a few lines, or in one of JSON. */
final class Summary {

    private final AgentReport report;

    Summary(AgentReport report) {
        this.report = report;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(report.dryRun() ? "Dry run, nothing was sent or kept. Summary:" : "Done! Summary:");
        report.phases().forEach(phase -> lines.add("  " + title(phase.kind()) + ": " + said(phase)));
        long setAside = sum(report.phases(), RunResult::quarantined);
        if (setAside > 0) {
            lines.add("  ! The service set " + ProgressLines.number(setAside)
                    + " aside: the quarantine in Kith (GET /api/quarantine) says why, and tries again when told to.");
        }
        if (report.results().values().stream().anyMatch(run -> run.state().equals("FAILED"))) {
            lines.add("  ! A run failed at the service: its page under Runs in Kith says why.");
        }
        return lines;
    }

    private static String title(Kind kind) {
        String name = kind.text();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String said(PhaseReport phase) {
        String verb = report.dryRun() ? " would be sent" : " sent";
        if (phase.kind() != Kind.CONTACTS) {
            return report.results().isEmpty() ? ProgressLines.number(phase.sentCount()) + verb : interactions(phase);
        }
        String deleted = phase.deletedCount() > 0 ? ", " + ProgressLines.number(phase.deletedCount()) + " deleted" : "";
        if (report.results().isEmpty()) {
            return ProgressLines.number(phase.sentCount()) + verb + deleted;
        }
        return ProgressLines.number(sum(List.of(phase), RunResult::created)) + " created, "
                + ProgressLines.number(sum(List.of(phase), RunResult::existing)) + " existing, "
                + ProgressLines.number(sum(report.phases(), RunResult::unknown)) + " unknown" + deleted
                + setAside(sum(List.of(phase), RunResult::quarantined)) + pending(report.phases());
    }

    private String interactions(PhaseReport phase) {
        long waiting = sum(List.of(phase), RunResult::waiting);
        long setAside = sum(List.of(phase), RunResult::quarantined);
        return ProgressLines.number(Math.max(0, phase.sentCount() - waiting - setAside)) + " synced"
                + (waiting == 0 ? "" : ", " + ProgressLines.number(waiting) + " skipped (no matching contact)")
                + setAside(setAside) + pending(List.of(phase));
    }

    private static String setAside(long count) {
        return count == 0 ? "" : ", " + ProgressLines.number(count) + " set aside";
    }

    /** Whether there are runs of which the service said nothing. */
    boolean lacksResults() {
        return report.phases().stream()
                .flatMap(phase -> phase.runs().stream())
                .anyMatch(run -> !report.results().containsKey(run.runId()));
    }

    private String pending(List<PhaseReport> phases) {
        long running = phases.stream()
                .flatMap(phase -> phase.runs().stream())
                .filter(run -> !report.results().containsKey(run.runId())
                        || report.results().get(run.runId()).state().equals("RUNNING"))
                .count();
        return running == 0 ? "" : " so far (the service still works on it)";
    }

    private long sum(List<PhaseReport> phases, ToLongFunction<RunResult> count) {
        return phases.stream()
                .flatMap(phase -> phase.runs().stream())
                .map(SentRun::runId)
                .map(report.results()::get)
                .filter(result -> result != null)
                .mapToLong(count)
                .sum();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dryRun", report.dryRun());
        json.put("exitCode", report.exitCode().code());
        ArrayNode phases = json.putArray("phases");
        report.phases().forEach(phase -> phases.add(json(phase)));
        return json;
    }

    private ObjectNode json(PhaseReport phase) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", phase.kind().text());
        json.put("stores", phase.storesRead());
        json.put("found", phase.foundCount());
        json.put("sent", phase.sentCount());
        json.put("deleted", phase.deletedCount());
        json.put("tooBig", phase.tooBigCount());
        json.put("stopped", phase.wasStopped());
        ObjectNode leftOut = json.putObject("leftOut");
        phase.leftOut().forEach((reason, count) -> leftOut.put(reason.key(), count));
        ArrayNode issues = json.putArray("issues");
        phase.issues().forEach(issue -> issues.add(json(issue)));
        ArrayNode runs = json.putArray("runs");
        phase.runs().forEach(run -> runs.add(json(run)));
        return json;
    }

    private static ObjectNode json(StoreIssue issue) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("path", issue.path())
                .put("problem", issue.problem().name())
                .put("message", issue.message())
                .put("nextStep", issue.problem().nextStep());
    }

    private ObjectNode json(SentRun run) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("runId", run.runId().toString())
                .put("accountId", run.accountId());
        RunResult result = report.results().get(run.runId());
        if (result != null) {
            json.put("state", result.state())
                    .put("created", result.created())
                    .put("existing", result.existing())
                    .put("unknown", result.unknown())
                    .put("waiting", result.waiting())
                    .put("quarantined", result.quarantined());
        }
        return json;
    }
}
