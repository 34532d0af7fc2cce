package dev.kith.agent.sync;

import dev.kith.agent.AgentContext;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.sink.HttpSink;
import dev.kith.agent.sink.KafkaSink;
import dev.kith.agent.sink.KithService;
import dev.kith.agent.sink.PipedSink;
import dev.kith.agent.sink.Sink;
import dev.kith.agent.sink.SinkKind;
import dev.kith.agent.sink.StdoutSink;
import dev.kith.agent.source.MacLibrary;
import dev.kith.agent.source.MacStore.Kind;
import dev.kith.agent.sqlite.StoreOpener;
import dev.kith.agent.state.AgentConfig;
import dev.kith.agent.state.AgentState;
import dev.kith.agent.state.ConfigFile;
import dev.kith.agent.state.InstanceLock;
import dev.kith.agent.state.MachineId;
import dev.kith.agent.state.StateFile;
import dev.kith.agent.sync.PhaseReport.SentRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One sync from its lock to its report: contacts, then messages, then calls. */
public final class AgentRun {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AgentContext context;
    private final SyncRequest request;
    private final SinkKind sinkKind;
    private final boolean dryRun;
    private final Progress progress;

    /** @param sinkKind {@code null} for the configuration's */
    public AgentRun(AgentContext context, SyncRequest request, SinkKind sinkKind, boolean dryRun, Progress progress) {
        this.context = context;
        this.request = request;
        this.sinkKind = sinkKind;
        this.dryRun = dryRun;
        this.progress = progress;
    }

    /** Fails with {@link AgentException} where nothing could be sent at all. */
    public AgentReport run() {
        StoreOpener opener =
                new StoreOpener(context.access(), Path.of(System.getProperty("java.io.tmpdir")), context.clock());
        AgentConfig config = new ConfigFile(context.files().config()).read();
        Sink sink = sink(config);
        if (dryRun) {
            return locked(config, opener, sink);
        }
        InstanceLock lock = InstanceLock.take(context.files().lock());
        try (lock) {
            return locked(config, opener, sink);
        }
    }

    private Sink sink(AgentConfig config) {
        if (dryRun && sinkKind != SinkKind.STDOUT) {
            return new DrySink();
        }
        return switch (SinkKind.of(sinkKind, config)) {
            case KAFKA -> {
                needed(config.bootstrapServers(), "kafka.bootstrap_servers");
                yield new LazySink(() -> KafkaSink.open(config.kafka()));
            }
            case HTTP -> new HttpSink(new KithService(needed(config.apiUrl(), "api_url"), config.apiKey()));
            case STDOUT -> new StdoutSink(context.data());
        };
    }

    private static <T> T needed(Optional<T> value, String key) {
        return value.orElseThrow(() -> new AgentException(
                ExitCode.USAGE,
                "the configuration names no " + key + ".",
                "Set it: `mac-agent config set " + key + " …`."));
    }

    private AgentReport locked(AgentConfig config, StoreOpener opener, Sink sink) {
        Instant now = context.clock().instant();
        AgentState state = state();
        long fence = Math.max(now.toEpochMilli(), state.clock() + 1);
        StateKeeper states = new StateKeeper(new StateFile(context.files().state()), state.withClock(fence), dryRun);
        List<PhaseReport> phases;
        try (Sink piped = new PipedSink(sink)) {
            deleteLeftOvers(opener);
            AgentCall call = new AgentCall(
                    request,
                    config,
                    MachineId.of(config, request.home()),
                    context.ids().get(),
                    fence,
                    now,
                    piped,
                    states,
                    context.clock(),
                    context.ids(),
                    progress,
                    context.stop());
            phases = phases(call, opener);
        }
        return new AgentReport(phases, results(config, phases), dryRun);
    }

    private AgentState state() {
        StateFile file = new StateFile(context.files().state());
        Optional<AgentState> known = file.read();
        if (known.isEmpty() && file.exists() && !dryRun) {
            file.setAside();
            context.err()
                    .println("The state was of another shape: it is kept as " + file.backup()
                            + ", and everything is sent again.");
        }
        return known.orElse(AgentState.EMPTY);
    }

    private void deleteLeftOvers(StoreOpener opener) {
        try {
            opener.deleteLeftOvers();
        } catch (IOException e) {
            context.err().println("Copies of an agent that was killed could not be deleted: " + e.getMessage());
        }
    }

    private List<PhaseReport> phases(AgentCall call, StoreOpener opener) {
        MacLibrary library = new MacLibrary(request.home(), context.access());
        List<PhaseReport> phases = new ArrayList<>();
        List<SentRun> contactRuns = List.of();
        if (request.contacts()) {
            progress.phase(Kind.CONTACTS);
            PhaseReport contacts = new ContactSync(call, opener).run(library);
            progress.done(contacts);
            phases.add(contacts);
            contactRuns = contacts.runs();
        }
        if (request.interactions() && !context.stop().isRequested()) {
            progress.phase(Kind.MESSAGES);
            PhaseReport messages = new MessageSync(call, opener).run(library.messages(), contactRuns);
            progress.done(messages);
            phases.add(messages);
        }
        if (request.interactions() && !context.stop().isRequested()) {
            progress.phase(Kind.CALLS);
            PhaseReport calls = new CallSync(call, opener).run(library.calls(), contactRuns);
            progress.done(calls);
            phases.add(calls);
        }
        return phases;
    }

    private Map<UUID, RunResult> results(AgentConfig config, List<PhaseReport> phases) {
        List<UUID> runs = phases.stream()
                .flatMap(phase -> phase.runs().stream())
                .map(SentRun::runId)
                .toList();
        if (dryRun || sinkKind == SinkKind.STDOUT || config.apiUrl().isEmpty() || runs.isEmpty()) {
            return Map.of();
        }
        return new ServiceRuns(new KithService(config.apiUrl().get(), config.apiKey()), context.stop())
                .await(runs, PATIENCE);
    }
}
