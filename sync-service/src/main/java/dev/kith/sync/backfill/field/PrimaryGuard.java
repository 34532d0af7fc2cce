package dev.kith.sync.backfill.field;

import dev.kith.sync.backfill.LinkKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps one primary value per type: a source may name one only where no human and no other source already did.
 */
public final class PrimaryGuard {

    private PrimaryGuard() {}

    public static List<InfoItem> infos(
            List<InfoItem> items, List<ItemRow<InfoItem>> rows, Map<String, ItemState<InfoItem>> states, LinkKey link) {
        Set<UUID> own = ownRows(states, link);
        Set<String> taken = rows.stream()
                .filter(row -> row.item().primary() && !own.contains(row.id()))
                .map(row -> row.item().type())
                .collect(Collectors.toCollection(HashSet::new));
        return items.stream()
                .map(item -> item.primary() && !taken.add(item.type()) ? item.withPrimary(false) : item)
                .toList();
    }

    public static List<AddressItem> addresses(
            List<AddressItem> items,
            List<ItemRow<AddressItem>> rows,
            Map<String, ItemState<AddressItem>> states,
            LinkKey link) {
        Set<UUID> own = ownRows(states, link);
        boolean taken = rows.stream().anyMatch(row -> row.item().current() && !own.contains(row.id()));
        return taken ? items.stream().map(AddressItem::notCurrent).toList() : items;
    }

    private static <T extends CrmItem> Set<UUID> ownRows(Map<String, ItemState<T>> states, LinkKey link) {
        return states.values().stream()
                .filter(state -> state.holders().get(0).equals(link))
                .map(ItemState::row)
                .collect(Collectors.toSet());
    }
}
