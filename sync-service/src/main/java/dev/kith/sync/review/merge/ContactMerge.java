package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.ContactDecider;
import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.ReviewQuestion;
import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.DisplayName;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Decides what two contacts become as one, and what they become when they are parted again. Pure: what it knows is what
 * was loaded.
 */
final class ContactMerge {

    private final ContactDecider decider;
    private final Supplier<UUID> ids;

    ContactMerge(ContactDecider decider, Supplier<UUID> ids) {
        this.decider = decider;
        this.ids = ids;
    }

    /** The surviving contact with all that the losing one adds to it. */
    LocalContact merge(LocalContact survivor, LocalContact loser) {
        ContactState one = ContactState.of(survivor);
        ContactState other = ContactState.of(loser);
        Set<String> primaries = one.infos().stream()
                .filter(row -> row.item().primary())
                .map(row -> row.item().type())
                .collect(Collectors.toSet());
        boolean current = one.addresses().stream().anyMatch(row -> row.item().current());
        UnaryOperator<InfoItem> info = item -> primaries.contains(item.type()) ? item.withPrimary(false) : item;
        UnaryOperator<AddressItem> address = item -> current ? item.notCurrent() : item;
        Provenance from = one.provenance();
        Provenance more = other.provenance();
        ScalarMerge scalars = new ScalarMerge(one.scalars(), from.fields())
                .with(new ScalarMerge(other.scalars(), more.fields()).shownUnder(survivor.id(), loser.id()));
        var infos = new ItemMerge<>(one.infos(), from.infos())
                .with(new ItemMerge<>(other.infos(), more.infos()), survivor.id(), info, ids);
        var addresses = new ItemMerge<>(one.addresses(), from.addresses())
                .with(new ItemMerge<>(other.addresses(), more.addresses()), survivor.id(), address, ids);
        var dates = new ItemMerge<>(one.dates(), from.dates())
                .with(new ItemMerge<>(other.dates(), more.dates()), survivor.id(), UnaryOperator.identity(), ids);
        return survivor.with(
                scalars.values(),
                infos.rows(),
                addresses.rows(),
                dates.rows(),
                new Provenance(scalars.states(), infos.states(), addresses.states(), dates.states()));
    }

    /**
     * The surviving contact as it stands without the other one: what its own sources and humans made of it meanwhile.
     *
     * @param snapshot of the merge
     */
    LocalContact part(LocalContact survivor, MergeSnapshot snapshot) {
        if (snapshot.addedNothing()) {
            return survivor;
        }
        Set<LinkKey> leaving = snapshot.links().stream().map(MovedLink::key).collect(Collectors.toSet());
        ContactState now = ContactState.of(survivor);
        ContactState before = snapshot.survivor();
        ContactState after = snapshot.merged();
        ScalarMerge scalars = scalars(now)
                .without(
                        scalars(before),
                        scalars(after),
                        leaving,
                        link -> survivor.link(link).isPresent());
        var infos = infos(now).without(infos(before), infos(after), leaving);
        var addresses = addresses(now).without(addresses(before), addresses(after), leaving);
        var dates = dates(now).without(dates(before), dates(after), leaving);
        LocalContact parted = survivor.with(
                scalars.values(),
                infos.rows(),
                addresses.rows(),
                dates.rows(),
                new Provenance(scalars.states(), infos.states(), addresses.states(), dates.states()));
        LocalContact rest = parted.withLinks(parted.links().stream()
                .filter(held -> !leaving.contains(held.key()))
                .toList());
        boolean newcomers = rest.links().stream().anyMatch(held -> snapshot.cameSince(held.key()));
        boolean moved = !parted.provenance().equals(before.provenance())
                || !now.provenance().equals(after.provenance());
        return named(newcomers || moved ? inherited(rest, Vacated.between(survivor, parted), snapshot) : rest);
    }

    /** The sources that stay say again what they say: what the other's sources had owned is theirs now. */
    private LocalContact inherited(LocalContact rest, Vacated vacated, MergeSnapshot snapshot) {
        return decider.inherit(
                        rest, held -> snapshot.cameSince(held.key()) ? vacated.heard(held.mapped()) : held.mapped())
                .map(rest::after)
                .orElse(rest);
    }

    /** A contact is never left without a name, not even when the one it had came with a contact that was parted before. */
    private static LocalContact named(LocalContact parted) {
        if (parted.scalars().get(ScalarField.NAME) != null) {
            return parted;
        }
        Map<ScalarField, String> scalars = new EnumMap<>(ScalarField.class);
        scalars.putAll(parted.scalars());
        scalars.put(ScalarField.NAME, DisplayName.derive(parted.scalars(), parted.infos()));
        return parted.with(scalars, parted.infos(), parted.addresses(), parted.dates(), parted.provenance());
    }

    /**
     * A contact that stands for itself again.
     *
     * @param review what is to be asked about what its sources said since it was merged
     * @param answered subjects of questions that their words have answered
     */
    record Restored(LocalContact contact, List<ReviewQuestion> review, List<String> answered) {}

    /** The losing contact with all that its sources said since it was merged, and without those that are gone. */
    Restored restore(LocalContact loser, LocalContact survivor, MergeSnapshot snapshot) {
        LocalContact restored = loser.withLinks(survivor.links().stream()
                .filter(held -> snapshot.moved(held.key()).isPresent())
                .toList());
        List<ReviewQuestion> review = new ArrayList<>();
        List<String> answered = new ArrayList<>();
        for (LocalContact.HeldLink held : restored.links()) {
            MovedLink moved = snapshot.moved(held.key()).orElseThrow();
            if (!held.mapped().equals(moved.mapped())) {
                ContactDecision decision = decider.decide(restored, held.key(), moved.mapped(), held.mapped(), false);
                restored = restored.after(decision);
                review.addAll(decision.review());
                answered.addAll(decision.answered());
            }
        }
        boolean diedMeanwhile = restored.links().stream()
                .anyMatch(held -> held.deleted()
                        && !snapshot.moved(held.key()).orElseThrow().deleted());
        return new Restored(diedMeanwhile ? inherited(restored) : restored, review, answered);
    }

    private LocalContact inherited(LocalContact restored) {
        return decider.inherit(restored).map(restored::after).orElse(restored);
    }

    private static ScalarMerge scalars(ContactState state) {
        return new ScalarMerge(state.scalars(), state.provenance().fields());
    }

    private static ItemMerge<InfoItem> infos(ContactState state) {
        return new ItemMerge<>(state.infos(), state.provenance().infos());
    }

    private static ItemMerge<AddressItem> addresses(ContactState state) {
        return new ItemMerge<>(state.addresses(), state.provenance().addresses());
    }

    private static ItemMerge<DateItem> dates(ContactState state) {
        return new ItemMerge<>(state.dates(), state.provenance().dates());
    }
}
