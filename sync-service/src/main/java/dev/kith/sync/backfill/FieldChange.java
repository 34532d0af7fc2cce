package dev.kith.sync.backfill;

import dev.kith.sync.backfill.field.FieldRule;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.UUID;

/** A value that a source overwrote, kept so that it can be undone. */
public record FieldChange(
        UUID contactId, ScalarField field, String oldValue, String newValue, LinkKey actor, FieldRule rule) {}
