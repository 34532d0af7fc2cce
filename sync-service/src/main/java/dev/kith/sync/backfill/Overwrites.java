package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.ScalarField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells when a full run overwrites one same field of too many people to be believed without asking, and takes out of
 * what is to be written what has to wait.
 */
public final class Overwrites {

    private static final int LEAST = 50;
    private static final int PERCENT = 30;

    private Overwrites() {}

    /** How often each field that held a value gets another, or none. */
    public static Map<ScalarField, Integer> count(List<ContactDecision> decisions) {
        Map<ScalarField, Integer> counts = new EnumMap<>(ScalarField.class);
        for (ContactDecision decision : decisions) {
            for (ScalarField field : ScalarField.values()) {
                if (overwrites(decision, field)) {
                    counts.merge(field, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    /** Whether so few are overwritten that nobody needs to count the account's people. */
    public static boolean harmless(Map<ScalarField, Integer> counts) {
        return counts.values().stream().allMatch(count -> count < LEAST);
    }

    /** @param people how many contacts the account has */
    public static Optional<ScalarField> tooMany(Map<ScalarField, Integer> counts, long people) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST && entry.getValue() * 100L > PERCENT * people)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Takes out of what is to be written every contact whose field would be overwritten; their links are only touched.
     *
     * @return what was taken out
     */
    public static List<ContactDecision> withhold(Writes writes, ScalarField field) {
        List<ContactDecision> withheld = writes.contacts().stream()
                .filter(decision -> overwrites(decision, field))
                .toList();
        writes.contacts().removeIf(decision -> overwrites(decision, field));
        Set<UUID> held = withheld.stream().map(ContactDecision::contactId).collect(Collectors.toUnmodifiableSet());
        writes.activity().removeIf(entry -> held.contains(entry.contactId()));
        writes.review().removeIf(item -> held.contains(item.contactId()));
        writes.links().removeIf(link -> {
            boolean touchedOnly = held.contains(link.contactId());
            if (touchedOnly) {
                writes.touched().put(link.key().externalId(), new Writes.Touch(null, null));
            }
            return touchedOnly;
        });
        writes.counts().withheld(held.size());
        return withheld;
    }

    private static boolean overwrites(ContactDecision decision, ScalarField field) {
        String before = decision.before().get(field);
        return !decision.created()
                && before != null
                && !before.equals(decision.after().get(field));
    }
}
