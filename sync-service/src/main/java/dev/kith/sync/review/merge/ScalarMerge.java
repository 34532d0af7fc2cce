package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.FieldState;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Fields that hold one value, of two contacts that become one, and of one that becomes two again. */
record ScalarMerge(Map<ScalarField, String> values, Map<ScalarField, FieldState> states) {

    /** Fills the survivor's empty fields. What both hold stays the survivor's; a field a human emptied stays empty. */
    ScalarMerge with(ScalarMerge loser) {
        ScalarMerge merged = copy();
        for (ScalarField field : ScalarField.values()) {
            if (open(field) && loser.values.get(field) != null) {
                merged.put(field, loser.values.get(field), loser.states.get(field));
            }
        }
        return merged;
    }

    /** Whether nothing stands here, nor was taken away by a human. A name made of other values stands for none. */
    private boolean open(ScalarField field) {
        FieldState state = states.get(field);
        String value = values.get(field);
        if (state != null && state.rule() == FieldRule.DERIVED) {
            return Objects.equals(value, state.base());
        }
        return value == null && (state == null || state.base() == null);
    }

    /**
     * Takes away again what the other contact brought, and hands back what its links own.
     *
     * @param before as it stood when the two became one
     * @param after as it stood right after
     * @param leaving the links that go
     */
    ScalarMerge without(ScalarMerge before, ScalarMerge after, Set<LinkKey> leaving) {
        ScalarMerge parted = copy();
        for (ScalarField field : ScalarField.values()) {
            FieldState state = states.get(field);
            String value = values.get(field);
            boolean foreign = state != null && leaving.contains(state.owner());
            boolean brought = !Objects.equals(before.values.get(field), after.values.get(field))
                    && Objects.equals(value, after.values.get(field));
            if (foreign && (brought || Objects.equals(value, state.base())) || state == null && brought) {
                parted.put(field, before.values.get(field), before.states.get(field));
            } else if (foreign) {
                // A human edited the survivor: the edit stays where it was made.
                parted.put(field, value, before.states.get(field));
            }
        }
        return parted;
    }

    private ScalarMerge copy() {
        Map<ScalarField, String> someValues = new EnumMap<>(ScalarField.class);
        someValues.putAll(values);
        Map<ScalarField, FieldState> someStates = new EnumMap<>(ScalarField.class);
        someStates.putAll(states);
        return new ScalarMerge(someValues, someStates);
    }

    private void put(ScalarField field, String value, FieldState state) {
        if (value == null) {
            values.remove(field);
        } else {
            values.put(field, value);
        }
        if (state == null) {
            states.remove(field);
        } else {
            states.put(field, state);
        }
    }
}
