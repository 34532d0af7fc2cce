package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.FieldState;
import dev.kith.sync.backfill.field.PhotoAddress;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Fields that hold one value, of two contacts that become one, and of one that becomes two again. */
record ScalarMerge(Map<ScalarField, String> values, Map<ScalarField, FieldState> states) {

    /** The same where a photo that came with its bytes is shown under another contact. */
    ScalarMerge shownUnder(UUID contact, UUID former) {
        ScalarMerge shown = copy();
        FieldState state = states.get(ScalarField.AVATAR_URL);
        shown.put(
                ScalarField.AVATAR_URL,
                PhotoAddress.under(contact, former, values.get(ScalarField.AVATAR_URL)),
                state == null
                        ? null
                        : new FieldState(
                                state.owner(),
                                PhotoAddress.under(contact, former, state.base()),
                                state.observedAt(),
                                state.rule()));
        return shown;
    }

    /** Fills the survivor's empty fields. What both hold stays the survivor's; a field a human emptied stays empty. */
    ScalarMerge with(ScalarMerge loser) {
        ScalarMerge merged = copy();
        for (ScalarField field : ScalarField.values()) {
            if (open(field) && loser.values.get(field) != null) {
                merged.put(field, loser.values.get(field), brought(loser.states.get(field)));
            }
        }
        return merged;
    }

    private static FieldState brought(FieldState state) {
        return state == null || state.rule() == FieldRule.DERIVED
                ? state
                : new FieldState(state.owner(), state.base(), state.observedAt(), FieldRule.MERGED);
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
     * @param known whether a link leads to the contact now: one that does not came with a contact that was parted since
     */
    ScalarMerge without(ScalarMerge before, ScalarMerge after, Set<LinkKey> leaving, Predicate<LinkKey> known) {
        ScalarMerge parted = copy();
        for (ScalarField field : ScalarField.values()) {
            FieldState state = states.get(field);
            String value = values.get(field);
            boolean foreign = state != null && leaving.contains(state.owner());
            boolean brought = !Objects.equals(before.values.get(field), after.values.get(field))
                    && Objects.equals(value, after.values.get(field));
            FieldState former = before.states.get(field);
            boolean gone = former != null && !known.test(former.owner());
            if (foreign && (brought || Objects.equals(value, state.base())) || state == null && brought) {
                parted.put(field, gone ? null : before.values.get(field), gone ? null : former);
            } else if (foreign) {
                // A human edited the survivor: the edit stays where it was made.
                parted.put(field, value, gone ? null : former);
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
