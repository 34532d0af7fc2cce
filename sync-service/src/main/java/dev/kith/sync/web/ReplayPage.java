package dev.kith.sync.web;

import dev.kith.sync.log.replay.ReplayReport;
import dev.kith.sync.log.replay.ReplayView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One replay, with what it found.
 *
 * @param read how many records it read, of how many, in words
 * @param conditional whether it is what would change, and not what changed
 * @param unlisted how many more contacts change than are listed
 * @param planFingerprint what to agree to; {@code null} where there is nothing to carry out
 */
public record ReplayPage(
        ReplayLine replay,
        Moment endedAt,
        boolean running,
        boolean conditional,
        String read,
        ReplayReport report,
        List<Field> fields,
        List<Person> people,
        long unlisted,
        String planFingerprint,
        String error) {

    /** In how many contacts a field changes. */
    public record Field(String name, String count) {}

    /**
     * Somebody who changes.
     *
     * @param id {@code null} for somebody whom only the replay makes
     * @param source who says so; {@code null} where all sources together do
     */
    public record Person(String id, String name, String source, String changes) {}

    static ReplayPage of(ReplayView replay, Map<UUID, String> names, Instant now) {
        ReplayReport report = replay.report();
        boolean running = replay.state().equals("RUNNING");
        boolean changes = report.created() + report.updated() > 0;
        return new ReplayPage(
                ReplayLine.of(replay, now),
                Moment.of(replay.endedAt(), now),
                running,
                replay.dryRun() || replay.checking(),
                read(replay),
                report,
                report.fields().entrySet().stream()
                        .map(entry -> new Field(
                                Words.field(entry.getKey()), Words.count(entry.getValue(), "person", "people")))
                        .toList(),
                report.contacts().stream().map(one -> person(one, names)).toList(),
                Math.max(
                        0,
                        (long) report.created()
                                + report.updated()
                                - report.contacts().size()),
                changes ? replay.planFingerprint() : null,
                replay.error());
    }

    private static String read(ReplayView replay) {
        String read = String.format(Locale.ENGLISH, "%,d", replay.report().records());
        return replay.records() == null
                ? read + " records read"
                : String.format(Locale.ENGLISH, "%s of %,d records read", read, replay.records());
    }

    private static Person person(ReplayReport.Changed changed, Map<UUID, String> names) {
        String fields = changed.fields().stream().map(Words::field).distinct().collect(Collectors.joining(", "));
        return new Person(
                changed.contactId() == null ? null : changed.contactId().toString(),
                changed.contactId() == null ? "Somebody new" : names.getOrDefault(changed.contactId(), "somebody"),
                changed.provider() == null ? null : Words.source(changed.provider(), changed.accountId()),
                changed.created() ? "new, with " + fields : fields);
    }
}
