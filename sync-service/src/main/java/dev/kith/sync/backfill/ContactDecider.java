package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.PrimaryGuard;
import dev.kith.sync.backfill.field.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Decides what becomes of one contact, field by field and value by value, when one of its sources speaks. */
public final class ContactDecider {

    private final Supplier<UUID> ids;
    private final Instant now;

    public ContactDecider(Supplier<UUID> ids, Instant now) {
        this.ids = ids;
        this.now = now;
    }

    /**
     * @param previous what this source said before; {@code null} when it speaks for the first time
     * @param created whether the contact is made by this decision and {@code local} is still empty
     */
    public ContactDecision decide(
            LocalContact local, LinkKey link, MappedContact previous, MappedContact mapped, boolean created) {
        MappedContact before = previous == null ? MappedContact.EMPTY : previous;
        ItemChanges<InfoItem> infos = infos(local, link, before, mapped);
        ItemChanges<AddressItem> addresses = addresses(local, link, before, mapped);
        ItemChanges<DateItem> dates = dates(local, link, before, mapped);
        ScalarDecisions scalars = new ScalarDecisions(local, link, now, created);
        scalars.decide(previous, mapped);
        scalars.name(infos.after(local.infos()));
        List<FieldChange> history = new ArrayList<>(scalars.history());
        if (!created) {
            Stream.of(infos, addresses, dates)
                    .flatMap(items ->
                            FieldChange.of(local.id(), items, link.text(), FieldRule.FILLED, FieldRule.SOURCE_UPDATE))
                    .forEach(history::add);
        }
        return new ContactDecision(
                local.id(),
                link,
                local.version(),
                created,
                local.scalars(),
                scalars.after(),
                infos,
                addresses,
                dates,
                local.provenance(),
                new Provenance(scalars.states(), infos.states(), addresses.states(), dates.states()),
                history,
                scalars.review(),
                scalars.answered(),
                scalars.settled());
    }

    private ItemChanges<InfoItem> infos(LocalContact local, LinkKey link, MappedContact before, MappedContact mapped) {
        return new ItemDecisions<InfoItem>(local, link, MappedContact::infos, PrimaryGuard::infos, ids)
                .decide(local.infos(), local.provenance().infos(), before, mapped);
    }

    private ItemChanges<AddressItem> addresses(
            LocalContact local, LinkKey link, MappedContact before, MappedContact mapped) {
        return new ItemDecisions<AddressItem>(
                        local,
                        link,
                        MappedContact::addresses,
                        (items, rows, states, key) -> PrimaryGuard.addresses(rows, states, key),
                        ids)
                .decide(local.addresses(), local.provenance().addresses(), before, mapped);
    }

    private ItemChanges<DateItem> dates(LocalContact local, LinkKey link, MappedContact before, MappedContact mapped) {
        return new ItemDecisions<DateItem>(
                        local, link, MappedContact::dates, (items, rows, states, key) -> UnaryOperator.identity(), ids)
                .decide(local.dates(), local.provenance().dates(), before, mapped);
    }

    /**
     * Passes on what links that no longer stand owned: to the longest-standing of the contact's living links that holds a
     * value. What nobody else holds stays as it is.
     *
     * @return nothing when the contact has no living link
     */
    public Optional<ContactDecision> inherit(LocalContact local) {
        return inherit(local, LocalContact.HeldLink::mapped);
    }

    /** @param before what each had said before */
    public Optional<ContactDecision> inherit(
            LocalContact local, Function<LocalContact.HeldLink, MappedContact> before) {
        LocalContact state = local;
        LinkKey heir = null;
        List<FieldChange> history = new ArrayList<>();
        for (LocalContact.HeldLink held : local.links()) {
            if (!held.deleted()) {
                ContactDecision step = decide(state, held.key(), before.apply(held), held.mapped(), false);
                heir = heir == null || step.visible() ? held.key() : heir;
                history.addAll(step.history());
                state = state.after(step);
            }
        }
        return heir == null ? Optional.empty() : Optional.of(ContactDecision.between(local, state, heir, history));
    }
}
