package dev.kith.agent.command;

import dev.kith.agent.AgentContext;
import dev.kith.agent.Json;
import dev.kith.agent.sink.SinkKind;
import dev.kith.agent.state.ConfigFile;
import dev.kith.agent.sync.AgentReport;
import dev.kith.agent.sync.AgentRun;
import dev.kith.agent.sync.Progress;
import dev.kith.agent.sync.SyncRequest;
import java.io.PrintWriter;

/** Runs a sync and tells how it went. */
record SyncRunner(AgentContext context, SinkKind sink, boolean dryRun, boolean json, boolean verbose) {

    AgentReport run(SyncRequest request) {
        Progress progress =
                json ? Progress.NONE : new ProgressLines(context.err(), context.interactive(), verbose, dryRun);
        AgentReport report = new AgentRun(context, request, sink, dryRun, progress).run();
        Summary summary = new Summary(report);
        // Batches on stdout are data too, and nothing may stand between them.
        PrintWriter out = sink == SinkKind.STDOUT ? context.err() : context.out();
        if (json) {
            out.println(Json.line(summary.json()));
        } else {
            summary.lines().forEach(out::println);
        }
        out.flush();
        if (summary.lacksResults() && asksTheService()) {
            context.err()
                    .println("The service did not say what became of what was sent; nothing is lost by that."
                            + " `mac-agent doctor` looks at api_url and api_key.");
        }
        return report;
    }

    private boolean asksTheService() {
        return !dryRun
                && sink != SinkKind.STDOUT
                && new ConfigFile(context.files().config()).read().apiUrl().isPresent();
    }
}
