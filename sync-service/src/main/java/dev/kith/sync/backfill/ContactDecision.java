package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Everything that becomes of one contact when one of its sources speaks.
 *
 * @param before its scalar values as loaded; empty for a contact that is made
 * @param settled whether every field is as its sources want it; if not, the contact is looked at again even if the
 *     source says the same
 */
public record ContactDecision(
        UUID contactId,
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
        List<ActivityEntry> activity,
        List<ReviewItem> review,
        int conflicts,
        boolean settled) {

    public boolean scalarsChanged() {
        return !before.equals(after);
    }

    /** Whether somebody who looks at the contact sees a difference. */
    public boolean visible() {
        return created || scalarsChanged() || !infos.none() || !addresses.none() || !dates.none();
    }

    public boolean provenanceChanged() {
        return !provenance.equals(provenanceBefore);
    }
}
