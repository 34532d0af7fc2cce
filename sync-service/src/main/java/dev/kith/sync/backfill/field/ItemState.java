package dev.kith.sync.backfill.field;

import dev.kith.sync.backfill.LinkKey;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A value some source put there.
 *
 * @param row the row it was written to
 * @param base the item as it was last written
 * @param holders the links that hold it, the one that answers for it first
 */
public record ItemState<T extends CrmItem>(UUID row, T base, List<LinkKey> holders) {

    public ItemState {
        holders = List.copyOf(holders);
    }

    boolean placedBy(LinkKey link) {
        return holders.get(0).equals(link);
    }

    /** The same with one more link that holds it, if it is not known already. */
    public ItemState<T> heldBy(LinkKey link) {
        return holders.contains(link)
                ? this
                : withHolders(Stream.concat(holders.stream(), Stream.of(link)).toList());
    }

    ItemState<T> droppedBy(LinkKey link) {
        return withHolders(
                holders.stream().filter(holder -> !holder.equals(link)).toList());
    }

    /** Passes the value on to the living links that hold it; where none does, it stays with the dead ones. */
    public ItemState<T> withoutDead(Predicate<LinkKey> alive) {
        List<LinkKey> living = holders.stream().filter(alive).toList();
        return living.isEmpty() || living.size() == holders.size() ? this : withHolders(living);
    }

    ItemState<T> withBase(T newBase) {
        return new ItemState<>(row, newBase, holders);
    }

    private ItemState<T> withHolders(List<LinkKey> newHolders) {
        return new ItemState<>(row, base, newHolders);
    }
}
