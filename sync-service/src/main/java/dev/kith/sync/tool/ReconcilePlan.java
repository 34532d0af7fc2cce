package dev.kith.sync.tool;

import dev.kith.sync.review.ContactProvenance;
import dev.kith.sync.review.ProvenanceChanges;
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

    /**
     * @param value {@code null} for one that a human removed
     * @param sourceValue what the source said last
     */
    public record LocalEdit(String field, String value, String sourceValue) {}

    static final ReconcilePlan ALL = new ReconcilePlan(null, List.of(), List.of());

    /** @param changes that the sources would make */
    static ReconcilePlan of(ContactProvenance contact, List<ProvenanceChanges.Change> changes) {
        return new ReconcilePlan(
                contact.contactId(),
                contact.sources().stream()
                        .filter(link -> !link.deleted())
                        .map(ContactProvenance.Link::source)
                        .toList(),
                changes.stream()
                        .map(change -> new LocalEdit(change.field(), change.from(), change.to()))
                        .toList());
    }
}
