package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.ItemState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Values of one kind of two contacts that become one, and of one that becomes two again.
 *
 * @param rows as they stand
 * @param states of those that sources put there
 */
record ItemMerge<T extends CrmItem>(List<ItemRow<T>> rows, Map<String, ItemState<T>> states) {

    /**
     * Adds what the losing contact holds and the surviving one does not. The losing contact keeps its rows; the survivor
     * gets copies.
     *
     * @param copied the form in which a copy may stand beside what is there
     */
    ItemMerge<T> with(ItemMerge<T> loser, UUID survivorId, UnaryOperator<T> copied, Supplier<UUID> ids) {
        List<ItemRow<T>> all = new ArrayList<>(rows);
        Map<String, ItemState<T>> merged = new LinkedHashMap<>(states);
        Map<UUID, String> stateKeys = new HashMap<>();
        loser.states.forEach((key, state) -> stateKeys.put(state.row(), key));
        Set<String> here = rows.stream().map(row -> row.item().key()).collect(Collectors.toSet());
        Map<UUID, ItemRow<T>> copies = new HashMap<>();
        for (ItemRow<T> row : loser.rows) {
            String placedAs = stateKeys.get(row.id());
            boolean known = here.contains(row.item().key()) || placedAs != null && states.containsKey(placedAs);
            if (!known) {
                ItemRow<T> copy = new ItemRow<>(ids.get(), survivorId, copied.apply(row.item()));
                here.add(row.item().key());
                copies.put(row.id(), copy);
                all.add(copy);
            }
        }
        loser.states.forEach((key, state) -> join(key, state, loser, copies, here, merged));
        return new ItemMerge<>(all, merged);
    }

    private void join(
            String key,
            ItemState<T> state,
            ItemMerge<T> loser,
            Map<UUID, ItemRow<T>> copies,
            Set<String> here,
            Map<String, ItemState<T>> merged) {
        ItemState<T> own = merged.get(key);
        ItemRow<T> copy = copies.get(state.row());
        if (own != null) {
            List<LinkKey> holders = Stream.concat(own.holders().stream(), state.holders().stream())
                    .distinct()
                    .toList();
            merged.put(key, new ItemState<>(own.row(), own.base(), holders));
        } else if (copy != null) {
            boolean untouched = loser.row(state.row()).item().equals(state.base());
            merged.put(key, new ItemState<>(copy.id(), untouched ? copy.item() : state.base(), state.holders()));
        } else if (!here.contains(key)) {
            // A human removed it from the loser: it stays removed.
            merged.put(key, state);
        }
    }

    private ItemRow<T> row(UUID id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    /**
     * Takes away again what some links brought, and untouched copies of what humans had written on the other contact.
     *
     * @param before as it stood when the two became one
     * @param after as it stood right after
     * @param leaving the links that go
     */
    ItemMerge<T> without(ItemMerge<T> before, ItemMerge<T> after, Set<LinkKey> leaving) {
        Map<UUID, ItemRow<T>> copies = byId(after.rows);
        copies.keySet().removeAll(byId(before.rows).keySet());
        Map<UUID, ItemState<T>> placed = new HashMap<>();
        states.values().forEach(state -> placed.put(state.row(), state));
        List<ItemRow<T>> kept = rows.stream()
                .filter(row -> !brought(row, placed.get(row.id()), copies, leaving))
                .toList();
        Map<String, ItemState<T>> rest = new LinkedHashMap<>();
        states.forEach((key, state) -> {
            List<LinkKey> staying = state.holders().stream()
                    .filter(holder -> !leaving.contains(holder))
                    .toList();
            if (!staying.isEmpty()) {
                rest.put(key, new ItemState<>(state.row(), state.base(), staying));
            }
        });
        return new ItemMerge<>(kept, rest);
    }

    private static <T extends CrmItem> boolean brought(
            ItemRow<T> row, ItemState<T> state, Map<UUID, ItemRow<T>> copies, Set<LinkKey> leaving) {
        if (state != null && !leaving.containsAll(state.holders())) {
            return false;
        }
        ItemRow<T> copy = copies.get(row.id());
        return state != null && row.item().equals(state.base())
                || copy != null && copy.item().equals(row.item());
    }

    private static <T extends CrmItem> Map<UUID, ItemRow<T>> byId(List<ItemRow<T>> rows) {
        Map<UUID, ItemRow<T>> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id(), row));
        return byId;
    }
}
