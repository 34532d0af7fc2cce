package dev.kith.agent.command;

import dev.kith.agent.AgentContext;
import dev.kith.agent.AgentException;
import dev.kith.agent.ExitCode;
import dev.kith.agent.sink.SinkKind;
import dev.kith.agent.sync.SyncRequest;
import java.util.OptionalInt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a sync may be told. */
final class SyncOptions {

    /** The two exclude each other. */
    static final class Part {

        @Option(names = "--contacts-only", description = "Only sync contacts.")
        boolean contactsOnly;

        @Option(names = "--interactions-only", description = "Only sync messages and calls.")
        boolean interactionsOnly;
    }

    @ArgGroup
    private Part part;

    @Option(names = "--known-only", description = "Nobody becomes a contact only for having called or written.")
    private boolean knownOnly;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Look back N days for messages and calls; 0 has no limit"
                    + " (default: the configuration's initial_lookback_days).")
    private Integer days;

    @Option(names = "--full", description = "Send everything again; what is already there is not doubled.")
    private boolean full;

    @Option(
            names = "--sink",
            paramLabel = "kafka|http|stdout",
            description = "Where to send (default: kafka if the configuration names a broker, else http).")
    SinkKind sink;

    @Mixin
    HomeOption home = new HomeOption();

    SyncRequest request(AgentContext context) {
        if (days != null && (days < 0 || days > 36_500)) {
            throw new AgentException(
                    ExitCode.USAGE, "--days must be from 0 to 36500.", "0 has no limit; leave it out for the default.");
        }
        return new SyncRequest(
                home.of(context),
                part == null || !part.interactionsOnly,
                part == null || !part.contactsOnly,
                knownOnly,
                days == null ? OptionalInt.empty() : OptionalInt.of(days),
                full);
    }
}
