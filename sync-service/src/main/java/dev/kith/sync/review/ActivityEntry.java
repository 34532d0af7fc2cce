package dev.kith.sync.review;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Something that happened to a contact. */
public record ActivityEntry(
        UUID id, UUID contactId, String type, String description, Map<String, Object> details, Instant createdAt) {}
