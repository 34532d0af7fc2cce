package dev.kith.sync.tool;

import dev.kith.sync.review.ContactProvenance;
import java.util.List;
import java.util.UUID;

/**
 * What reading sources anew would mean.
 *
 * @param contactId {@code null} when all contacts are read
 * @param sources the sources that are asked
 * @param overwritten what humans wrote that the sources would overwrite, as they spoke last
 */
public record ReconcilePlan(UUID contactId, List<ContactProvenance.Source> sources, List<LocalEdit> overwritten) {

    /** @param sourceValue what the source said last */
    public record LocalEdit(String field, String value, String sourceValue) {}

    private static final String LOCAL_EDIT = "local_edit";

    static final ReconcilePlan ALL = new ReconcilePlan(null, List.of(), List.of());

    static ReconcilePlan of(ContactProvenance contact, boolean overwrite) {
        return new ReconcilePlan(
                contact.contactId(),
                contact.sources().stream()
                        .filter(link -> !link.deleted())
                        .map(ContactProvenance.Link::source)
                        .toList(),
                overwrite
                        ? contact.fields().stream()
                                .filter(field -> LOCAL_EDIT.equals(field.rule()))
                                .map(field -> new LocalEdit(field.field(), field.value(), field.base()))
                                .toList()
                        : List.of());
    }
}
