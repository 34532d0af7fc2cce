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
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Makes a contact whose row is gone again: every value that a source put there, as it last put it, and the fields that a
 * person wrote, so that a source that speaks next meets what it would have met.
 */
public final class Restoration {

    /**
     * What is known of a contact whose row is gone.
     *
     * @param merged whether it was merged into another, which may name the same rows as its own
     */
    public record Held(Provenance provenance, boolean merged) {}

    private Restoration() {}

    /**
     * @param held where its values came from
     * @param written the fields whose last word is a person's; {@code null} where they emptied one
     */
    public static ContactDecision of(UUID contact, Held held, Map<ScalarField, String> written, Supplier<UUID> ids) {
        Provenance provenance = held.merged() ? withNewRows(held.provenance(), ids) : held.provenance();
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
                held.provenance(),
                provenance,
                List.of(),
                List.of(),
                List.of(),
                true);
    }

    private static Provenance withNewRows(Provenance provenance, Supplier<UUID> ids) {
        return new Provenance(
                provenance.fields(),
                withNewRows(provenance.infos(), ids),
                withNewRows(provenance.addresses(), ids),
                withNewRows(provenance.dates(), ids));
    }

    private static <T extends CrmItem> Map<String, ItemState<T>> withNewRows(
            Map<String, ItemState<T>> states, Supplier<UUID> ids) {
        return states.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        state -> new ItemState<>(
                                ids.get(),
                                state.getValue().base(),
                                state.getValue().holders())));
    }

    private static <T extends CrmItem> ItemChanges<T> rows(UUID contact, Map<String, ItemState<T>> states) {
        List<ItemRow<T>> rows = states.values().stream()
                .map(state -> new ItemRow<>(state.row(), contact, state.base()))
                .toList();
        return ItemChanges.between(List.of(), rows, states);
    }
}
