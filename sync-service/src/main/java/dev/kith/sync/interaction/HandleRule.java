package dev.kith.sync.interaction;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Decides whose a number or an address is.
 *
 * <p>It belongs to the one contact that holds it. A contact that is archived, or that holds it through one merged into
 * it, counts only where no other does. What several hold (a family's landline, a switchboard, two entries of one person
 * that nobody merged) belongs to none of them until a person says whose it is. A placeholder that nobody touched gives
 * way to whoever holds the number, and stands in while it is not clear who does.
 */
public final class HandleRule {

    /** Whose it is. */
    public sealed interface Owner {

        /**
         * This contact's.
         *
         * @param placeholder to be merged into it
         */
        record One(UUID contactId, Optional<UUID> placeholder) implements Owner {}

        /** Nobody's that is known. */
        record Nobody() implements Owner {}

        /** Several hold it: a person decides. */
        record Several(List<UUID> contactIds) implements Owner {}
    }

    private HandleRule() {}

    public static Owner decide(Collection<Holder> holders) {
        Optional<UUID> placeholder = holders.stream()
                .filter(Holder::untouchedPlaceholder)
                .map(Holder::contactId)
                .findFirst();
        List<Holder> people = holders.stream()
                .filter(holder -> !holder.untouchedPlaceholder())
                .toList();
        List<UUID> counting = counting(people);
        if (counting.size() == 1) {
            return new Owner.One(counting.get(0), placeholder);
        }
        if (placeholder.isPresent()) {
            return new Owner.One(placeholder.get(), Optional.empty());
        }
        return counting.isEmpty() ? new Owner.Nobody() : new Owner.Several(counting);
    }

    private static List<UUID> counting(List<Holder> people) {
        List<UUID> chosen = ids(people.stream().filter(Holder::chosen).toList());
        if (chosen.size() == 1) {
            return chosen;
        }
        List<UUID> first =
                ids(people.stream().filter(holder -> !holder.secondary()).toList());
        return first.isEmpty() ? ids(people) : first;
    }

    private static List<UUID> ids(List<Holder> holders) {
        return holders.stream().map(Holder::contactId).distinct().sorted().toList();
    }
}
