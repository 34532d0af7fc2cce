package dev.kith.sync.backfill.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What becomes of a contact's items of one kind.
 *
 * @param updated rows with their old and new item
 * @param states the item states after the change; equal to those before where nothing changed
 */
public record ItemChanges<T extends CrmItem>(
        List<ItemRow<T>> inserted,
        List<Update<T>> updated,
        List<ItemRow<T>> deleted,
        Map<String, ItemState<T>> states) {

    /** A row that changes from one item to another. */
    public record Update<T extends CrmItem>(ItemRow<T> row, T item) {}

    /** The changes that lead from some rows to others. */
    public static <T extends CrmItem> ItemChanges<T> between(
            List<ItemRow<T>> before, List<ItemRow<T>> after, Map<String, ItemState<T>> states) {
        Map<UUID, ItemRow<T>> old = byId(before);
        Map<UUID, ItemRow<T>> kept = byId(after);
        return new ItemChanges<>(
                after.stream().filter(row -> !old.containsKey(row.id())).toList(),
                after.stream()
                        .filter(row -> old.containsKey(row.id())
                                && !old.get(row.id()).item().equals(row.item()))
                        .map(row -> new Update<>(old.get(row.id()), row.item()))
                        .toList(),
                before.stream().filter(row -> !kept.containsKey(row.id())).toList(),
                states);
    }

    public boolean none() {
        return inserted.isEmpty() && updated.isEmpty() && deleted.isEmpty();
    }

    /** The rows as they stand after the changes. */
    public List<ItemRow<T>> after(List<ItemRow<T>> rows) {
        Map<UUID, T> changed =
                updated.stream().collect(Collectors.toMap(update -> update.row().id(), Update::item));
        Map<UUID, ItemRow<T>> gone = byId(deleted);
        List<ItemRow<T>> after = new ArrayList<>();
        rows.stream()
                .filter(row -> !gone.containsKey(row.id()))
                .map(row -> new ItemRow<>(row.id(), row.contactId(), changed.getOrDefault(row.id(), row.item())))
                .forEach(after::add);
        after.addAll(inserted);
        return after;
    }

    private static <T extends CrmItem> Map<UUID, ItemRow<T>> byId(List<ItemRow<T>> rows) {
        return rows.stream().collect(Collectors.toMap(ItemRow::id, Function.identity()));
    }
}
