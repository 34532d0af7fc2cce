package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.FieldState;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.ItemState;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Lets sources win over local edits because a person asked for it: for one field, or once for a whole contact. What only a
 * human wrote, and no source contradicts, stays.
 */
public final class SourceOverwrite {

    private final Supplier<UUID> ids;
    private final Instant now;

    public SourceOverwrite(Supplier<UUID> ids, Instant now) {
        this.ids = ids;
        this.now = now;
    }

    /** The contact with one field as a source says it, and that source as the field's owner. */
    public LocalContact take(LocalContact local, ScalarField field, LinkKey link) {
        String value =
                local.link(link).map(held -> local.said(held.mapped(), field)).orElse(null);
        Map<ScalarField, String> scalars = mutable(local.scalars());
        Map<ScalarField, FieldState> states = mutable(local.provenance().fields());
        put(scalars, states, field, value, link);
        Provenance before = local.provenance();
        return local.with(
                scalars,
                local.infos(),
                local.addresses(),
                local.dates(),
                new Provenance(states, before.infos(), before.addresses(), before.dates()));
    }

    /** The contact as its living sources say it. */
    public LocalContact all(LocalContact local) {
        List<LocalContact.HeldLink> living =
                local.links().stream().filter(held -> !held.deleted()).toList();
        Map<ScalarField, String> scalars = mutable(local.scalars());
        Map<ScalarField, FieldState> states = mutable(local.provenance().fields());
        for (ScalarField field : ScalarField.values()) {
            speaker(living, states.get(field), field)
                    .ifPresent(held -> put(scalars, states, field, local.said(held.mapped(), field), held.key()));
        }
        Provenance before = local.provenance();
        var infos = new Items<>(local.infos(), before.infos());
        var addresses = new Items<>(local.addresses(), before.addresses());
        var dates = new Items<>(local.dates(), before.dates());
        for (LocalContact.HeldLink held : living) {
            infos.say(local.id(), held, MappedContact::infos);
            addresses.say(local.id(), held, MappedContact::addresses);
            dates.say(local.id(), held, MappedContact::dates);
        }
        return local.with(
                scalars,
                withOnePrimary(infos),
                addresses.rows,
                dates.rows,
                new Provenance(states, infos.states, addresses.states, dates.states));
    }

    /** A human's mark gives way to that of a source. */
    private static List<ItemRow<InfoItem>> withOnePrimary(Items<InfoItem> infos) {
        Set<UUID> ofSources = infos.states.values().stream().map(ItemState::row).collect(Collectors.toSet());
        Set<String> marked = infos.rows.stream()
                .filter(row -> row.item().primary() && ofSources.contains(row.id()))
                .map(row -> row.item().type())
                .collect(Collectors.toSet());
        return infos.rows.stream()
                .map(row -> ofSources.contains(row.id())
                                || !marked.contains(row.item().type())
                        ? row
                        : new ItemRow<>(row.id(), row.contactId(), row.item().withPrimary(false)))
                .toList();
    }

    /** The owner, or else the longest-linked source that holds a value. */
    private static Optional<LocalContact.HeldLink> speaker(
            List<LocalContact.HeldLink> living, FieldState state, ScalarField field) {
        List<LocalContact.HeldLink> holding = living.stream()
                .filter(held -> held.mapped().scalar(field) != null)
                .toList();
        return holding.stream()
                .filter(held -> state != null && held.key().equals(state.owner()))
                .findFirst()
                .or(() -> holding.stream().findFirst());
    }

    private void put(
            Map<ScalarField, String> scalars,
            Map<ScalarField, FieldState> states,
            ScalarField field,
            String value,
            LinkKey link) {
        FieldState state = states.get(field);
        boolean already = state != null
                && state.owner().equals(link)
                && value != null
                && value.equals(state.base())
                && value.equals(scalars.get(field));
        if (already || value == null && field == ScalarField.NAME) {
            return;
        }
        if (value == null) {
            scalars.remove(field);
        } else {
            scalars.put(field, value);
        }
        states.put(field, new FieldState(link, value, now, FieldRule.TAKEN));
    }

    private static <V> Map<ScalarField, V> mutable(Map<ScalarField, V> map) {
        Map<ScalarField, V> copy = new EnumMap<>(ScalarField.class);
        copy.putAll(map);
        return copy;
    }

    /** Rows and states of one kind of values, as sources say them. */
    private final class Items<T extends CrmItem> {
        private final List<ItemRow<T>> rows;
        private final Map<String, ItemState<T>> states;

        Items(List<ItemRow<T>> rows, Map<String, ItemState<T>> states) {
            this.rows = new ArrayList<>(rows);
            this.states = new LinkedHashMap<>(states);
        }

        void say(UUID contact, LocalContact.HeldLink held, Function<MappedContact, List<T>> items) {
            for (T item : items.apply(held.mapped())) {
                ItemState<T> state = states.get(item.key());
                if (state == null) {
                    if (rows.stream().noneMatch(row -> row.item().key().equals(item.key()))) {
                        states.put(item.key(), new ItemState<>(add(contact, item), item, List.of(held.key())));
                    }
                } else if (state.holders().get(0).equals(held.key())) {
                    states.put(item.key(), reset(contact, state));
                }
            }
        }

        /** The row as the source last wrote it; made again where a human took it away. A human's own row gives way to it. */
        private ItemState<T> reset(UUID contact, ItemState<T> state) {
            Set<UUID> placed = states.values().stream().map(ItemState::row).collect(Collectors.toSet());
            rows.removeIf(row -> !placed.contains(row.id())
                    && row.item().key().equals(state.base().key()));
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).id().equals(state.row())) {
                    rows.set(i, new ItemRow<>(state.row(), contact, state.base()));
                    return state;
                }
            }
            return new ItemState<>(add(contact, state.base()), state.base(), state.holders());
        }

        private UUID add(UUID contact, T item) {
            UUID id = ids.get();
            rows.add(new ItemRow<>(id, contact, item));
            return id;
        }
    }
}
