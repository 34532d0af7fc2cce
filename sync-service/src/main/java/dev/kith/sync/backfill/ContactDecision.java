package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Everything that becomes of one contact when one of its sources speaks.
 *
 * @param speaker the source on whose word this happens; {@code null} where a person decided
 * @param before its scalar values as loaded; empty for a contact that is made
 * @param review questions to ask, each a conflict between a source and a local edit
 * @param answered subjects of open questions that need no answer any more
 * @param settled whether every field is as its sources want it; if not, the contact is looked at again even if the
 *     source says the same
 */
public record ContactDecision(
        UUID contactId,
        LinkKey speaker,
        String version,
        boolean created,
        Map<ScalarField, String> before,
        Map<ScalarField, String> after,
        ItemChanges<InfoItem> infos,
        ItemChanges<AddressItem> addresses,
        ItemChanges<DateItem> dates,
        Provenance provenanceBefore,
        Provenance provenance,
        List<FieldChange> history,
        List<ReviewQuestion> review,
        List<String> answered,
        boolean settled) {

    /** Whatever leads from one state of a contact to another. */
    public static ContactDecision between(
            LocalContact before, LocalContact after, LinkKey speaker, List<FieldChange> history) {
        return new ContactDecision(
                before.id(),
                speaker,
                before.version(),
                false,
                before.scalars(),
                after.scalars(),
                ItemChanges.between(
                        before.infos(), after.infos(), after.provenance().infos()),
                ItemChanges.between(
                        before.addresses(),
                        after.addresses(),
                        after.provenance().addresses()),
                ItemChanges.between(
                        before.dates(), after.dates(), after.provenance().dates()),
                before.provenance(),
                after.provenance(),
                history,
                List.of(),
                List.of(),
                true);
    }

    /** What a person decided: whatever leads from one state to the other, each changed field put into history. */
    public static ContactDecision byPerson(LocalContact before, LocalContact after, String actor, FieldRule rule) {
        List<FieldChange> history = new ArrayList<>();
        for (ScalarField field : ScalarField.values()) {
            String old = before.scalars().get(field);
            String value = after.scalars().get(field);
            if (!Objects.equals(old, value)) {
                history.add(new FieldChange(before.id(), field.column(), old, value, actor, rule));
            }
        }
        ContactDecision decision = between(before, after, null, history);
        decision.items()
                .flatMap(items -> FieldChange.of(before.id(), items, actor, rule, rule))
                .forEach(history::add);
        return decision;
    }

    private Stream<ItemChanges<? extends CrmItem>> items() {
        return Stream.of(infos, addresses, dates);
    }

    public boolean scalarsChanged() {
        return !before.equals(after);
    }

    public int conflicts() {
        return review.size();
    }

    /** Whether somebody who looks at the contact sees a difference. */
    public boolean visible() {
        return created || scalarsChanged() || !infos.none() || !addresses.none() || !dates.none();
    }

    public boolean provenanceChanged() {
        return !provenance.equals(provenanceBefore);
    }

    /** What changed, in the words of the CRM's columns and tables. */
    public List<String> changedFields() {
        Set<String> changed = new TreeSet<>();
        Stream.of(ScalarField.values())
                .filter(field -> !Objects.equals(before.get(field), after.get(field)))
                .forEach(field -> changed.add(field.column()));
        if (!infos.none()) {
            changed.add("contact_info");
        }
        if (!addresses.none()) {
            changed.add("addresses");
        }
        if (!dates.none()) {
            changed.add("important_dates");
        }
        return List.copyOf(changed);
    }
}
