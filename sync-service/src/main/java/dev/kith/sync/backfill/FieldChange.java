package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.UUID;

/**
 * A field that changed, kept so that it can be undone.
 *
 * @param actor who changed it: the text of a {@link LinkKey}, or a person's key
 */
public record FieldChange(
        UUID contactId, ScalarField field, String oldValue, String newValue, String actor, FieldRule rule) {}
