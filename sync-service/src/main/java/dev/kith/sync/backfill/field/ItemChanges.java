package dev.kith.sync.backfill.field;

import java.util.List;
import java.util.Map;

/**
 * What becomes of a contact's items of one kind.
 *
 * @param updated rows with their old and new item
 * @param states the item states after the change; the same map as before where nothing changed
 */
public record ItemChanges<T extends CrmItem>(
        List<ItemRow<T>> inserted,
        List<Update<T>> updated,
        List<ItemRow<T>> deleted,
        Map<String, ItemState<T>> states) {

    /** A row that changes from one item to another. */
    public record Update<T extends CrmItem>(ItemRow<T> row, T item) {}

    public boolean none() {
        return inserted.isEmpty() && updated.isEmpty() && deleted.isEmpty();
    }
}
