package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.ItemState;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a contact holds no more since another one was parted from it: a source that came meanwhile, and could not put its
 * own there, may do so now.
 */
record Vacated(Set<ScalarField> fields, Set<String> infos, Set<String> addresses, Set<String> dates) {

    static Vacated between(LocalContact before, LocalContact after) {
        Set<ScalarField> fields = new HashSet<>(before.scalars().keySet());
        fields.removeAll(after.scalars().keySet());
        fields.removeAll(after.provenance().fields().keySet());
        return new Vacated(
                fields,
                keys(before.infos(), after.infos(), after.provenance().infos()),
                keys(before.addresses(), after.addresses(), after.provenance().addresses()),
                keys(before.dates(), after.dates(), after.provenance().dates()));
    }

    private static <T extends CrmItem> Set<String> keys(
            List<ItemRow<T>> before, List<ItemRow<T>> after, Map<String, ItemState<T>> held) {
        Set<String> keys = keys(before);
        keys.removeAll(keys(after));
        keys.removeAll(held.keySet());
        return keys;
    }

    private static <T extends CrmItem> Set<String> keys(List<ItemRow<T>> rows) {
        return rows.stream().map(row -> row.item().key()).collect(Collectors.toCollection(HashSet::new));
    }

    /** What a source said, but for what it could not put there: said now, it counts as new. */
    MappedContact heard(MappedContact said) {
        Map<ScalarField, String> scalars = new HashMap<>(said.scalars());
        scalars.keySet().removeAll(fields);
        return new MappedContact(
                scalars,
                others(said.infos(), infos),
                others(said.addresses(), addresses),
                others(said.dates(), dates),
                said.groups());
    }

    private static <T extends CrmItem> List<T> others(List<T> items, Set<String> keys) {
        return items.stream().filter(item -> !keys.contains(item.key())).toList();
    }
}
