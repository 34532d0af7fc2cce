package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.CrmItem;
import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.ItemChanges;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A field or a value that changed, kept so that it can be told and undone.
 *
 * @param field the column of a field that holds one value, or the {@link CrmItem#kind() kind} of one of many
 * @param oldValue {@code null} for a value that came
 * @param newValue {@code null} for a value that went
 * @param actor who changed it: the text of a {@link LinkKey}, or a person's key
 */
public record FieldChange(
        UUID contactId, String field, String oldValue, String newValue, String actor, FieldRule rule) {

    /** What became of rows of one kind. A label is told where nothing else has changed. */
    static Stream<FieldChange> of(
            UUID contactId, ItemChanges<? extends CrmItem> changes, String actor, FieldRule came, FieldRule changed) {
        return Stream.of(
                        changes.deleted().stream().map(row -> of(contactId, row.item(), null, actor, changed)),
                        changes.updated().stream()
                                .map(update -> of(contactId, update.row().item(), update.item(), actor, changed)),
                        changes.inserted().stream().map(row -> of(contactId, null, row.item(), actor, came)))
                .flatMap(all -> all)
                .filter(change -> !Objects.equals(change.oldValue(), change.newValue()));
    }

    private static FieldChange of(UUID contactId, CrmItem from, CrmItem to, String actor, FieldRule rule) {
        boolean relabelled = from != null && to != null && from.text().equals(to.text());
        return new FieldChange(
                contactId,
                (from == null ? to : from).kind(),
                from == null ? null : text(from, relabelled),
                to == null ? null : text(to, relabelled),
                actor,
                rule);
    }

    private static String text(CrmItem item, boolean labelled) {
        return labelled ? CrmItem.labelled(item.text(), item.label()) : item.text();
    }
}
