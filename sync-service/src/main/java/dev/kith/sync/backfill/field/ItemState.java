package dev.kith.sync.backfill.field;

import dev.kith.sync.backfill.LinkKey;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A value some source put there.
 *
 * @param row the row it was written to
 * @param base the item as it was last written
 * @param holders the links that hold it, the one that put it there first
 */
public record ItemState<T extends CrmItem>(UUID row, T base, List<LinkKey> holders) {

    public ItemState {
        holders = List.copyOf(holders);
    }

    ItemState<T> heldBy(LinkKey link) {
        return holders.contains(link)
                ? this
                : new ItemState<>(
                        row,
                        base,
                        Stream.concat(holders.stream(), Stream.of(link)).toList());
    }

    ItemState<T> droppedBy(LinkKey link) {
        return new ItemState<>(
                row,
                base,
                holders.stream().filter(holder -> !holder.equals(link)).toList());
    }

    ItemState<T> withBase(T newBase) {
        return new ItemState<>(row, newBase, holders);
    }
}
