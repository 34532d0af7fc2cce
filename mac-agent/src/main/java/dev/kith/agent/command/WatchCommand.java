package dev.kith.agent.command;

import dev.kith.agent.AgentContext;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.source.MacLibrary;
import dev.kith.agent.source.MacStore;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreFile;
import dev.kith.agent.sync.AgentReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Syncs whenever a database changes, until it is stopped. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Sync now and whenever a database changes, until it is stopped.")
final class WatchCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);

    private final AgentContext context;

    @Mixin
    private SyncOptions sync = new SyncOptions();

    @Option(names = "--json", description = "The summary of each sync as one line of JSON.")
    private boolean json;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also say how each store was read and which runs were begun.")
    private boolean verbose;

    WatchCommand(AgentContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        MacLibrary library = new MacLibrary(sync.home.of(context), context.access());
        Duration pause = LOOK;
        String seen = "";
        while (!context.stop().isRequested()) {
            String now = fingerprint(library);
            if (!now.equals(seen)) {
                Optional<AgentReport> report = sync();
                boolean failed = report.isEmpty() || report.get().locked();
                seen = failed || report.get().unsettled() ? "" : now;
                pause = failed ? longer(pause) : LOOK;
            }
            context.stop().await(pause);
        }
        return 0;
    }

    /** Nothing where it could not send; what a store lacks does not keep the others from being watched. */
    private Optional<AgentReport> sync() throws Exception {
        try {
            return Optional.of(new SyncRunner(context, sync.sink, false, json, verbose).run(sync.request(context)));
        } catch (AgentException e) {
            if (e.exitCode() == ExitCode.USAGE) {
                throw e;
            }
            MacAgent.say(e, context);
            return Optional.empty();
        }
    }

    private static Duration longer(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : doubled;
    }

    /** Watching files by the system fails when a write-ahead log is replaced: sizes and times do not. */
    private String fingerprint(MacLibrary library) {
        StringBuilder all = new StringBuilder();
        for (Path path : paths(library)) {
            try {
                all.append(new StoreFile(path).fingerprint(context.access()));
            } catch (IOException e) {
                all.append("unreadable ");
            }
        }
        return all.toString();
    }

    private static List<Path> paths(MacLibrary library) {
        List<Path> paths = new ArrayList<>();
        try {
            library.accountContacts().stream().map(MacStore::path).forEach(paths::add);
        } catch (StoreException e) {
            // The sync says why.
            paths.clear();
        }
        paths.add(library.rootContacts().path());
        paths.add(library.messages().path());
        paths.add(library.calls().path());
        return paths;
    }
}
