package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.ItemState;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes a contact whose row is gone again from its provenance: every value that a source put there, as it last put it. */
public final class Restoration {

    private Restoration() {}

    public static ContactDecision of(UUID contact, Provenance provenance) {
        Map<ScalarField, String> scalars = new EnumMap<>(ScalarField.class);
        provenance.fields().forEach((field, state) -> {
            if (state.base() != null) {
                scalars.put(field, state.base());
            }
        });
        return new ContactDecision(
                contact,
                null,
                null,
                true,
                Map.of(),
                scalars,
                rows(contact, provenance.infos()),
                rows(contact, provenance.addresses()),
                rows(contact, provenance.dates()),
                provenance,
                provenance,
                List.of(),
                List.of(),
                List.of(),
                true);
    }

    private static <T extends CrmItem> ItemChanges<T> rows(UUID contact, Map<String, ItemState<T>> states) {
        List<ItemRow<T>> rows = states.values().stream()
                .map(state -> new ItemRow<>(state.row(), contact, state.base()))
                .toList();
        return ItemChanges.between(List.of(), rows, states);
    }
}
