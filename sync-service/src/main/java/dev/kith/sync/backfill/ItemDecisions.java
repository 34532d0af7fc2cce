package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.ItemRule;
import dev.kith.sync.backfill.field.ItemState;
import dev.kith.sync.backfill.field.MappedContact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides on a contact's items of one kind when one of its sources speaks. What it lets go of, such as the primary mark,
 * another source takes at once, and not only when it is read again.
 */
final class ItemDecisions<T extends CrmItem> {

    private final LocalContact local;
    private final LinkKey speaker;
    private final Function<MappedContact, List<T>> items;
    private final ItemRule.Guard<T> guard;
    private final Supplier<UUID> ids;

    ItemDecisions(
            LocalContact local,
            LinkKey speaker,
            Function<MappedContact, List<T>> items,
            ItemRule.Guard<T> guard,
            Supplier<UUID> ids) {
        this.local = local;
        this.speaker = speaker;
        this.items = items;
        this.guard = guard;
        this.ids = ids;
    }

    ItemChanges<T> decide(
            List<ItemRow<T>> rows, Map<String, ItemState<T>> states, MappedContact before, MappedContact now) {
        ItemChanges<T> spoken = speak(speaker, rows, heldByOthers(states), before, now);
        return spoken.none() && spoken.states().equals(states) ? spoken : repeated(rows, spoken);
    }

    /**
     * Who is disconnected, or is back and was not read again yet, holds what it said: another source that drops it does not
     * speak for that one, which says it again once it is back.
     */
    private Map<String, ItemState<T>> heldByOthers(Map<String, ItemState<T>> states) {
        Map<String, ItemState<T>> held = new LinkedHashMap<>(states);
        local.links().stream()
                .filter(link -> link.heard() && !link.key().equals(speaker))
                .filter(link -> !link.gone())
                .forEach(link -> items.apply(link.mapped())
                        .forEach(item -> held.computeIfPresent(item.key(), (key, state) -> state.heldBy(link.key()))));
        return held;
    }

    private ItemChanges<T> repeated(List<ItemRow<T>> before, ItemChanges<T> spoken) {
        List<ItemRow<T>> rows = spoken.after(before);
        Map<String, ItemState<T>> states = spoken.states();
        for (LocalContact.HeldLink held : local.links()) {
            if (!held.deleted() && held.heard() && !held.key().equals(speaker)) {
                ItemChanges<T> step = speak(held.key(), rows, states, held.mapped(), held.mapped());
                rows = step.after(rows);
                states = step.states();
            }
        }
        return ItemChanges.between(before, rows, states);
    }

    private ItemChanges<T> speak(
            LinkKey link,
            List<ItemRow<T>> rows,
            Map<String, ItemState<T>> states,
            MappedContact before,
            MappedContact now) {
        // A link that speaks lives, whatever was known of it.
        return new ItemRule<>(local.id(), link, key -> key.equals(speaker) || local.alive(key), guard, ids)
                .decide(rows, states, items.apply(before), items.apply(now));
    }
}
