package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.DisplayName;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.ItemState;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Makes a contact whose row is gone again: every value that a source put there, as it last put it, and the fields that a
 * person wrote, so that a source that speaks next meets what it would have met.
 */
public final class Restoration {

    private Restoration() {}

    /** @param written the fields whose last word is a person's; {@code null} where they emptied one */
    public static ContactDecision of(UUID contact, Provenance provenance, Map<ScalarField, String> written) {
        Map<ScalarField, String> scalars = new EnumMap<>(ScalarField.class);
        provenance.fields().forEach((field, state) -> {
            if (state.base() != null) {
                scalars.put(field, state.base());
            }
        });
        scalars.putAll(written);
        scalars.values().removeIf(Objects::isNull);
        ItemChanges<InfoItem> infos = rows(contact, provenance.infos());
        // Nobody answers for a name that was there before Kith was, or that its source gave up.
        scalars.computeIfAbsent(ScalarField.NAME, name -> DisplayName.derive(scalars, infos.inserted()));
        return new ContactDecision(
                contact,
                null,
                null,
                true,
                Map.of(),
                scalars,
                infos,
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
