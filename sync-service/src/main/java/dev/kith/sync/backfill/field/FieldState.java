package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.sync.backfill.LinkKey;
import java.time.Instant;

/**
 * Who owns a field and what the owner last applied.
 *
 * @param base the value of the field as the owner last applied it
 * @param rule the rule that decided it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldState(LinkKey owner, String base, Instant observedAt, FieldRule rule) {}
