package dev.kith.sync.backfill;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.backfill.field.DisplayName;
import dev.kith.sync.backfill.field.FieldDecision;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.FieldState;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.MappedContact;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.backfill.field.ScalarRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Gathers the decisions on a contact's fields that hold one value. */
final class ScalarDecisions {

    private final LocalContact local;
    private final LinkKey link;
    private final Instant now;
    private final boolean created;
    private final Map<ScalarField, String> after = new EnumMap<>(ScalarField.class);
    private final Map<ScalarField, FieldState> states = new EnumMap<>(ScalarField.class);
    private final List<ReviewQuestion> review = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private boolean settled = true;

    ScalarDecisions(LocalContact local, LinkKey link, Instant now, boolean created) {
        this.local = local;
        this.link = link;
        this.now = now;
        this.created = created;
        after.putAll(local.scalars());
        states.putAll(local.provenance().fields());
        forgetDerivedName();
    }

    /** A derived name stands for none, so that any given one takes its place; one a human touched is the human's. */
    private void forgetDerivedName() {
        FieldState state = states.get(ScalarField.NAME);
        if (state != null && state.rule() == FieldRule.DERIVED) {
            states.remove(ScalarField.NAME);
            if (state.base().equals(after.get(ScalarField.NAME))) {
                after.remove(ScalarField.NAME);
            }
        }
    }

    void decide(MappedContact previous, MappedContact mapped) {
        for (ScalarField field : ScalarField.values()) {
            FieldState state = states.get(field);
            ScalarRule.Statement statement = new ScalarRule.Statement(
                    link,
                    previous == null ? null : local.said(previous, field),
                    local.said(mapped, field),
                    previous == null || unnamed(field));
            FieldDecision decision = ScalarRule.decide(
                    after.get(field), state, state != null && local.alive(state.owner()), statement, heir(field), now);
            take(field, decision);
            answer(field, decision, statement.moved());
        }
    }

    /** A name that no source and no human gave is open to any, also to one whose source said it before and is only now back. */
    private boolean unnamed(ScalarField field) {
        return field == ScalarField.NAME && after.get(field) == null;
    }

    private Optional<ScalarRule.Heir> heir(ScalarField field) {
        return local.links().stream()
                .filter(held -> !held.deleted() && !held.key().equals(link))
                .filter(held -> held.mapped().scalar(field) != null)
                .findFirst()
                .map(held -> new ScalarRule.Heir(held.key(), local.said(held.mapped(), field)));
    }

    private void take(ScalarField field, FieldDecision decision) {
        if (decision instanceof FieldDecision.Apply apply) {
            put(field, apply.value(), apply.state());
        } else if (decision instanceof FieldDecision.Restate restate) {
            states.put(field, restate.state());
        } else if (decision instanceof FieldDecision.Conflict conflict) {
            review.add(question(field, conflict));
            settled = false;
        } else if (decision instanceof FieldDecision.KeptLocal) {
            settled = false;
        }
    }

    private void put(ScalarField field, String value, FieldState state) {
        if (value == null) {
            after.remove(field);
        } else {
            after.put(field, value);
        }
        states.put(field, state);
    }

    /** A question about a field is answered by any move of its source that is no conflict. */
    private void answer(ScalarField field, FieldDecision decision, boolean moved) {
        boolean stands =
                decision instanceof FieldDecision.Conflict || decision instanceof FieldDecision.KeptLocal && !moved;
        String subject = subject(field);
        if (!stands && local.openConflicts().contains(subject)) {
            answered.add(subject);
        }
    }

    /** Names the contact by what is known of it, where nobody named it. A contact is never left without a name. */
    void name(List<ItemRow<InfoItem>> infos) {
        if (after.get(ScalarField.NAME) == null) {
            String derived = DisplayName.derive(after, infos);
            put(ScalarField.NAME, derived, new FieldState(link, derived, now, FieldRule.DERIVED));
            keepStateOfUnchangedName(derived);
        }
    }

    /** The moment a name was derived is that of its first derivation. */
    private void keepStateOfUnchangedName(String derived) {
        FieldState before = local.provenance().fields().get(ScalarField.NAME);
        if (before != null
                && before.rule() == FieldRule.DERIVED
                && before.base().equals(derived)) {
            states.put(ScalarField.NAME, before);
        }
    }

    Map<ScalarField, String> after() {
        return after;
    }

    Map<ScalarField, FieldState> states() {
        return states;
    }

    /** What the contact's fields held before, for undoing; a contact that is made has no before. */
    List<FieldChange> history() {
        if (created) {
            return List.of();
        }
        List<FieldChange> history = new ArrayList<>();
        for (ScalarField field : ScalarField.values()) {
            String old = local.scalars().get(field);
            String value = after.get(field);
            if (!Objects.equals(old, value)) {
                FieldState state = states.get(field);
                history.add(new FieldChange(
                        local.id(), field.column(), old, value, state.owner().text(), state.rule()));
            }
        }
        return history;
    }

    List<ReviewQuestion> review() {
        return review;
    }

    /** Subjects of open questions that this decision answers. */
    List<String> answered() {
        return answered;
    }

    boolean settled() {
        return settled;
    }

    private String subject(ScalarField field) {
        return local.id() + "/" + field.column() + "/" + link.text();
    }

    private ReviewQuestion question(ScalarField field, FieldDecision.Conflict conflict) {
        ObjectNode evidence = JsonNodeFactory.instance.objectNode();
        evidence.put("field", field.column());
        evidence.put("base", conflict.base());
        evidence.put("local", conflict.local());
        evidence.put("source", conflict.source());
        return new ReviewQuestion(ReviewQuestion.Kind.FIELD_CONFLICT, subject(field), local.id(), link, evidence);
    }
}
