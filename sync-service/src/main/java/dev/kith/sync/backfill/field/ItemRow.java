package dev.kith.sync.backfill.field;

import java.util.UUID;

/** An item as it stands in the CRM. */
public record ItemRow<T extends CrmItem>(UUID id, UUID contactId, T item) {}
