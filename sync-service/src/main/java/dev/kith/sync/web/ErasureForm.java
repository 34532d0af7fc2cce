package dev.kith.sync.web;

import dev.kith.sync.erasure.ErasurePlan;
import dev.kith.sync.tool.Plan;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an admin agrees to who erases somebody.
 *
 * @param goes what of the person is removed, a line each
 * @param stays what other people keep; {@code null} where nobody shares anything with the person
 */
public record ErasureForm(String id, String name, List<String> goes, String stays, String planFingerprint) {

    static ErasureForm of(UUID id, String name, Plan<ErasurePlan> plan) {
        ErasurePlan erased = plan.plan();
        int merged = erased.contacts().size() - 1;
        int sharing = erased.sharedWith().size();
        return new ErasureForm(
                id.toString(),
                name,
                Stream.of(
                                Stream.of("Every value, photo, label, note, question and line of history"),
                                Stream.of(Words.count(merged, "contact", "contacts") + " merged into this one")
                                        .filter(line -> merged > 0),
                                erased.sources().stream()
                                        .map(source -> Words.source(source.provider(), source.accountId()))
                                        .distinct()
                                        .map(source -> "What " + source + " said, here and in the log"),
                                Stream.of(Words.count(erased.interactions(), "call or message", "calls and messages")))
                        .flatMap(lines -> lines)
                        .toList(),
                sharing == 0
                        ? null
                        : Words.count(sharing, "other contact shares", "other contacts share")
                                + " an address or number with this person: what is shared stays theirs.",
                plan.planFingerprint());
    }
}
