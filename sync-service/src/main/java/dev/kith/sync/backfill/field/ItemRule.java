package dev.kith.sync.backfill.field;

import dev.kith.sync.backfill.LinkKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The three-way rule for values of which a contact may hold many. A value that a source drops disappears only if a
 * source put it there, no other source holds it and nobody touched it; a value that a human removed stays removed until
 * the source changes it; a value a human wrote is never touched.
 */
public final class ItemRule<T extends CrmItem> {

    /** In which form a source may write its items, such as without a primary mark that is another's. */
    public interface Guard<T extends CrmItem> {

        /** @param states with the source among the holders of what it says */
        UnaryOperator<T> form(List<T> items, List<ItemRow<T>> rows, Map<String, ItemState<T>> states, LinkKey link);
    }

    private final UUID contactId;
    private final LinkKey link;
    private final Predicate<LinkKey> alive;
    private final Guard<T> guard;
    private final Supplier<UUID> ids;

    /**
     * @param alive whether a link still stands; those that do not give up what a living one holds too
     */
    public ItemRule(UUID contactId, LinkKey link, Predicate<LinkKey> alive, Guard<T> guard, Supplier<UUID> ids) {
        this.contactId = contactId;
        this.link = link;
        this.alive = alive;
        this.guard = guard;
        this.ids = ids;
    }

    /**
     * @param previous what the source said before
     * @param now what it says now
     */
    public ItemChanges<T> decide(
            List<ItemRow<T>> rows, Map<String, ItemState<T>> states, List<T> previous, List<T> now) {
        Map<String, ItemRow<T>> rowsByKey = new HashMap<>();
        rows.forEach(row -> rowsByKey.putIfAbsent(row.item().key(), row));
        Map<UUID, ItemRow<T>> rowsById = new HashMap<>();
        rows.forEach(row -> rowsById.put(row.id(), row));
        Map<String, T> before = byKey(previous);
        Map<String, T> after = byKey(now);
        Map<String, ItemState<T>> held = new LinkedHashMap<>(states);
        after.keySet()
                .forEach(key -> held.computeIfPresent(
                        key, (same, state) -> state.heldBy(link).withoutDead(alive)));
        UnaryOperator<T> written = guard.form(now, rows, held, link);
        ItemChanges<T> changes = new ItemChanges<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), held);

        // What goes frees its place, such as that of the primary value, before what comes is written.
        states.forEach((key, state) -> {
            if (state.holders().contains(link) && !after.containsKey(key)) {
                drop(key, state, rowsById.get(state.row()), changes);
            }
        });
        after.forEach((key, item) -> hold(key, item, before.get(key), written, rowsByKey, rowsById, changes));
        return changes;
    }

    private void hold(
            String key,
            T item,
            T before,
            UnaryOperator<T> written,
            Map<String, ItemRow<T>> rowsByKey,
            Map<UUID, ItemRow<T>> rowsById,
            ItemChanges<T> changes) {
        ItemState<T> state = changes.states().get(key);
        ItemRow<T> ownRow = state == null ? null : rowsById.get(state.row());
        boolean moved = before != null && !item.equals(before);
        if (ownRow != null) {
            changes.states().put(key, follow(state, ownRow, written.apply(item), changes));
        } else if (rowsByKey.containsKey(key)) {
            // A human's own row says the same: it stays theirs.
            changes.states().remove(key);
        } else if (moved || state == null && before == null) {
            UUID row = ids.get();
            T first = written.apply(item);
            changes.inserted().add(new ItemRow<>(row, contactId, first));
            changes.states().put(key, new ItemState<>(row, first, List.of(link)));
        }
    }

    private ItemState<T> follow(ItemState<T> state, ItemRow<T> row, T next, ItemChanges<T> changes) {
        if (!state.placedBy(link) || next.equals(row.item()) || !row.item().equals(state.base())) {
            return state;
        }
        changes.updated().add(new ItemChanges.Update<>(row, next));
        return state.withBase(next);
    }

    private void drop(String key, ItemState<T> state, ItemRow<T> row, ItemChanges<T> changes) {
        ItemState<T> rest = state.droppedBy(link);
        if (!rest.holders().isEmpty()) {
            changes.states().put(key, rest);
            return;
        }
        changes.states().remove(key);
        if (row != null && row.item().equals(state.base())) {
            changes.deleted().add(row);
        }
    }

    private static <T extends CrmItem> Map<String, T> byKey(List<T> items) {
        Map<String, T> byKey = new LinkedHashMap<>();
        items.forEach(item -> byKey.putIfAbsent(item.key(), item));
        return byKey;
    }
}
