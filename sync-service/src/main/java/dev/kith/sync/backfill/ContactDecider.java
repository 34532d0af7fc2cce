package dev.kith.sync.backfill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.FieldDecision;
import dev.kith.sync.backfill.field.FieldState;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemChanges;
import dev.kith.sync.backfill.field.ItemRule;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.PrimaryGuard;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.backfill.field.ScalarRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Decides what becomes of one contact, field by field and value by value, when one of its sources speaks. */
final class ContactDecider {

    private final Supplier<UUID> ids;
    private final Instant now;

    ContactDecider(Supplier<UUID> ids, Instant now) {
        this.ids = ids;
        this.now = now;
    }

    /**
     * @param previous what this source said before; {@code null} when it speaks for the first time
     * @param created whether the contact is made by this decision and {@code local} is still empty
     */
    ContactDecision decide(
            LocalContact local, LinkKey link, MappedContact previous, MappedContact mapped, boolean created) {
        MappedContact before = previous == null ? MappedContact.EMPTY : previous;
        Scalars scalars = scalars(local, link, previous, mapped);
        ItemChanges<InfoItem> infos = new ItemRule<InfoItem>(local.id(), link, ids)
                .decide(
                        local.infos(),
                        local.provenance().infos(),
                        before.infos(),
                        PrimaryGuard.infos(
                                mapped.infos(),
                                local.infos(),
                                local.provenance().infos(),
                                link));
        ItemChanges<AddressItem> addresses = new ItemRule<AddressItem>(local.id(), link, ids)
                .decide(
                        local.addresses(),
                        local.provenance().addresses(),
                        before.addresses(),
                        PrimaryGuard.addresses(
                                mapped.addresses(),
                                local.addresses(),
                                local.provenance().addresses(),
                                link));
        ItemChanges<DateItem> dates = new ItemRule<DateItem>(local.id(), link, ids)
                .decide(local.dates(), local.provenance().dates(), before.dates(), mapped.dates());
        return new ContactDecision(
                local.id(),
                local.version(),
                created,
                local.scalars(),
                scalars.after,
                infos,
                addresses,
                dates,
                local.provenance(),
                new Provenance(scalars.states, infos.states(), addresses.states(), dates.states()),
                scalars.history,
                List.of(),
                scalars.review,
                scalars.conflicts.size(),
                scalars.settled);
    }

    private Scalars scalars(LocalContact local, LinkKey link, MappedContact previous, MappedContact mapped) {
        Scalars result = new Scalars(local, link);
        for (ScalarField field : ScalarField.values()) {
            FieldState state = local.provenance().fields().get(field);
            ScalarRule.Statement statement = new ScalarRule.Statement(
                    link, previous == null ? null : previous.scalar(field), mapped.scalar(field), previous == null);
            FieldDecision decision = ScalarRule.decide(
                    local.scalars().get(field),
                    state,
                    state != null && local.alive(state.owner()),
                    statement,
                    heir(local, link, field),
                    now);
            result.take(field, decision);
        }
        return result;
    }

    private static Optional<ScalarRule.Heir> heir(LocalContact local, LinkKey link, ScalarField field) {
        return local.links().stream()
                .filter(held -> !held.deleted() && !held.key().equals(link))
                .filter(held -> held.mapped().scalar(field) != null)
                .findFirst()
                .map(held -> new ScalarRule.Heir(held.key(), held.mapped().scalar(field)));
    }

    /** Gathers the decisions on a contact's scalar fields. */
    private static final class Scalars {
        private final LocalContact local;
        private final LinkKey link;
        private final Map<ScalarField, String> after = new EnumMap<>(ScalarField.class);
        private final Map<ScalarField, FieldState> states = new EnumMap<>(ScalarField.class);
        private final List<FieldChange> history = new ArrayList<>();
        private final List<ScalarField> conflicts = new ArrayList<>();
        private final List<ReviewItem> review = new ArrayList<>();
        private boolean settled = true;

        Scalars(LocalContact local, LinkKey link) {
            this.local = local;
            this.link = link;
            after.putAll(local.scalars());
            states.putAll(local.provenance().fields());
        }

        void take(ScalarField field, FieldDecision decision) {
            if (decision instanceof FieldDecision.Apply apply) {
                apply(field, apply);
            } else if (decision instanceof FieldDecision.Restate restate) {
                states.put(field, restate.state());
            } else if (decision instanceof FieldDecision.Conflict conflict) {
                conflicts.add(field);
                review.add(question(field, conflict));
                settled = false;
            } else if (decision instanceof FieldDecision.KeptLocal) {
                settled = false;
            }
        }

        private void apply(ScalarField field, FieldDecision.Apply apply) {
            String old = local.scalars().get(field);
            // A contact is never left without a name.
            if (apply.value() == null && field == ScalarField.NAME) {
                return;
            }
            if (old != null) {
                history.add(new FieldChange(
                        local.id(),
                        field,
                        old,
                        apply.value(),
                        link,
                        apply.state().rule()));
            }
            if (apply.value() == null) {
                after.remove(field);
            } else {
                after.put(field, apply.value());
            }
            states.put(field, apply.state());
        }

        private ReviewItem question(ScalarField field, FieldDecision.Conflict conflict) {
            ObjectNode evidence = JsonNodeFactory.instance.objectNode();
            evidence.put("field", field.column());
            evidence.put("base", conflict.base());
            evidence.put("local", conflict.local());
            evidence.put("source", conflict.source());
            return new ReviewItem(
                    ReviewItem.Kind.FIELD_CONFLICT,
                    local.id() + "/" + field.column() + "/" + link.text(),
                    local.id(),
                    link,
                    evidence);
        }
    }
}
