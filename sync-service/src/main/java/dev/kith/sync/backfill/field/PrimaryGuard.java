package dev.kith.sync.backfill.field;

import dev.kith.sync.backfill.LinkKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Keeps one primary value per type: a source may name one only where no human and no other source already did.
 */
public final class PrimaryGuard {

    private PrimaryGuard() {}

    /** The form in which the items of a source may be written. */
    public static UnaryOperator<InfoItem> infos(
            List<InfoItem> items, List<ItemRow<InfoItem>> rows, Map<String, ItemState<InfoItem>> states, LinkKey link) {
        Set<UUID> own = ownUntouched(rows, states, link);
        Set<String> taken = rows.stream()
                .filter(row -> row.item().primary() && !own.contains(row.id()))
                .map(row -> row.item().type())
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> allowed = items.stream()
                .filter(item -> item.primary() && taken.add(item.type()))
                .map(InfoItem::key)
                .collect(Collectors.toSet());
        return item -> item.withPrimary(allowed.contains(item.key()));
    }

    /** The form in which the addresses of a source may be written. */
    public static UnaryOperator<AddressItem> addresses(
            List<ItemRow<AddressItem>> rows, Map<String, ItemState<AddressItem>> states, LinkKey link) {
        Set<UUID> own = ownUntouched(rows, states, link);
        boolean taken = rows.stream().anyMatch(row -> row.item().current() && !own.contains(row.id()));
        return item -> taken ? item.notCurrent() : item;
    }

    private static <T extends CrmItem> Set<UUID> ownUntouched(
            List<ItemRow<T>> rows, Map<String, ItemState<T>> states, LinkKey link) {
        Map<UUID, T> bases = states.values().stream()
                .filter(state -> state.placedBy(link))
                .collect(Collectors.toMap(ItemState::row, ItemState::base, (one, other) -> one));
        return rows.stream()
                .filter(row -> row.item().equals(bases.get(row.id())))
                .map(ItemRow::id)
                .collect(Collectors.toSet());
    }
}
