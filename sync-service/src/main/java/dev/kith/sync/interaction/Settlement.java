package dev.kith.sync.interaction;

import dev.kith.sync.interaction.HandleRule.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What becomes of handles under which something waits: the outcome of deciding, ready to be written. Pure.
 *
 * @param placeholders contacts to be made
 * @param joining by handle, the contact that what waits under it joins
 * @param merging by placeholder, whom it is merged into
 * @param shared handles that several contacts hold, with those
 * @param resting handles that are not to become a placeholder any more
 * @param closed handles under which nothing is looked for any more
 */
public record Settlement(
        List<Placeholder> placeholders,
        Map<HandleKey, UUID> joining,
        Map<UUID, UUID> merging,
        Map<HandleKey, List<UUID>> shared,
        List<HandleKey> resting,
        List<HandleKey> closed) {

    private Settlement() {
        this(
                new ArrayList<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    static Settlement decide(
            List<WatchedHandle> watched, Map<HandleKey, ? extends List<Holder>> holders, Supplier<UUID> ids) {
        Settlement settlement = new Settlement();
        for (WatchedHandle one : watched) {
            List<Holder> theirs =
                    holders.containsKey(one.handle()) ? List.copyOf(holders.get(one.handle())) : List.of();
            settlement.take(one, theirs, HandleRule.decide(theirs), ids);
        }
        return settlement;
    }

    private void take(WatchedHandle watched, List<Holder> holders, Owner owner, Supplier<UUID> ids) {
        HandleKey handle = watched.handle();
        if (owner instanceof Owner.One one) {
            if (watched.waiting()) {
                joining.put(handle, one.contactId());
            }
            one.placeholder().ifPresent(placeholder -> merging.put(placeholder, one.contactId()));
            if (holders.stream().noneMatch(holder -> standsIn(holder, one))) {
                closed.add(handle);
            }
        } else if (!watched.waiting()) {
            closed.add(handle);
        } else if (owner instanceof Owner.Several several) {
            shared.put(handle, several.contactIds());
            resting.add(handle);
        } else if (watched.refused()) {
            resting.add(handle);
        } else if (watched.ripe()) {
            Placeholder placeholder = new Placeholder(ids.get(), watched);
            placeholders.add(placeholder);
            joining.put(handle, placeholder.contactId());
        }
    }

    /** While a placeholder is the owner, whoever really holds the handle is still looked for. */
    private static boolean standsIn(Holder holder, Owner.One owner) {
        return holder.untouchedPlaceholder() && holder.contactId().equals(owner.contactId());
    }
}
