package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.ScalarField;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Names what a decision changed, in the words of the CRM's columns and tables. */
final class ChangedFields {

    private ChangedFields() {}

    static List<String> of(ContactDecision decision) {
        List<String> changed = new ArrayList<>();
        for (ScalarField field : ScalarField.values()) {
            if (!Objects.equals(decision.before().get(field), decision.after().get(field))) {
                changed.add(field.column());
            }
        }
        if (!decision.infos().none()) {
            changed.add("contact_info");
        }
        if (!decision.addresses().none()) {
            changed.add("addresses");
        }
        if (!decision.dates().none()) {
            changed.add("important_dates");
        }
        return changed;
    }
}
