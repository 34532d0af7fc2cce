package dev.kith.sync.review;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.FieldState;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.ItemState;
import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.review.ContactProvenance.Change;
import dev.kith.sync.review.ContactProvenance.Field;
import dev.kith.sync.review.ContactProvenance.Observed;
import dev.kith.sync.review.ContactProvenance.Source;
import dev.kith.sync.review.ContactProvenance.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Explains a contact's values from what the backfill keeps about them. Pure. */
final class ProvenanceView {

    private static final String LOCAL = "local";
    private static final String LOCAL_EDIT = "local_edit";

    private final LocalContact contact;
    private final Map<String, List<Change>> history;

    ProvenanceView(LocalContact contact, Map<String, List<Change>> history) {
        this.contact = contact;
        this.history = history;
    }

    List<Field> fields() {
        return Stream.of(ScalarField.values())
                .map(this::field)
                .filter(field -> field.value() != null
                        || field.source() != null
                        || !field.observed().isEmpty())
                .toList();
    }

    private Field field(ScalarField field) {
        FieldState state = contact.provenance().fields().get(field);
        String value = contact.scalars().get(field);
        boolean touched = state != null && !Objects.equals(value, state.base());
        List<Observed> observed = contact.links().stream()
                .filter(held -> state == null || !held.key().equals(state.owner()))
                .filter(held -> held.mapped().scalar(field) != null)
                .map(held -> new Observed(Source.of(held.key()), contact.said(held.mapped(), field)))
                .toList();
        return new Field(
                field.column(),
                value,
                state == null ? null : Source.of(state.owner()),
                state == null ? null : state.base(),
                state == null ? null : state.observedAt(),
                rule(state, touched),
                why(state, touched),
                observed,
                history.getOrDefault(field.column(), List.of()));
    }

    private static String rule(FieldState state, boolean touched) {
        if (state == null) {
            return LOCAL;
        }
        return touched ? LOCAL_EDIT : state.rule().name().toLowerCase(Locale.ROOT);
    }

    private static String why(FieldState state, boolean touched) {
        if (state == null) {
            return "No source put this here: it is a person's, and no source overwrites it.";
        }
        String source = state.owner().provider() + "/" + state.owner().accountId();
        return touched
                ? "Somebody edited it here, so the edit stays. " + source + " last wrote the base value."
                : reason(state.rule(), source);
    }

    private static String reason(FieldRule rule, String source) {
        return switch (rule) {
            case FILLED -> "The field was empty, and " + source + " filled it.";
            case SOURCE_UPDATE -> source + " changed it, and nobody had edited it here.";
            case INHERITED ->
                "The source that owned it is gone or no longer holds a value: " + source
                        + ", the longest-linked one that does, took over.";
            case FOLLOWED_AGAIN ->
                "An edit here and " + source + " came to the same value; the source is followed again.";
            case DERIVED -> "Nobody gave this contact a name: it is made of what " + source + " tells.";
            case TAKEN -> "Somebody chose the value of " + source + ".";
            case EDITED -> "Somebody wrote it here.";
            case MERGED -> "It came with a merged contact, from " + source + ".";
            case MERGE_UNDONE -> "It was put back when a merge was undone, from " + source + ".";
        };
    }

    List<Value> values() {
        List<Value> values = new ArrayList<>();
        values.addAll(values(contact.infos(), contact.provenance().infos()));
        values.addAll(values(contact.addresses(), contact.provenance().addresses()));
        values.addAll(values(contact.dates(), contact.provenance().dates()));
        return values;
    }

    private static <T extends CrmItem> List<Value> values(List<ItemRow<T>> rows, Map<String, ItemState<T>> states) {
        Map<UUID, ItemState<T>> byRow = new HashMap<>();
        states.values().forEach(state -> byRow.put(state.row(), state));
        List<Value> values = new ArrayList<>();
        Set<UUID> present = new HashSet<>();
        for (ItemRow<T> row : rows) {
            present.add(row.id());
            ItemState<T> state = byRow.get(row.id());
            boolean touched = state != null && !row.item().equals(state.base());
            values.add(new Value(
                    row.item().kind(),
                    row.item().text(),
                    row.item().label(),
                    state == null ? List.of() : sources(state.holders()),
                    state == null ? null : state.base().text(),
                    state == null ? LOCAL : touched ? LOCAL_EDIT : "source",
                    null,
                    List.of()));
        }
        states.values().stream()
                .filter(state -> !present.contains(state.row()))
                .forEach(state -> values.add(new Value(
                        state.base().kind(),
                        null,
                        state.base().label(),
                        sources(state.holders()),
                        state.base().text(),
                        "removed_here",
                        null,
                        List.of())));
        return values;
    }

    private static List<Source> sources(List<LinkKey> holders) {
        return holders.stream().map(Source::of).toList();
    }
}
