package dev.kith.sync.review;

import dev.kith.sync.backfill.field.ScalarField;
import dev.kith.sync.review.ReviewRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A question to a person, with what is known about it. */
public record ReviewItem(
        UUID id,
        String kind,
        String status,
        UUID contactId,
        String provider,
        String accountId,
        String externalId,
        Map<String, Object> evidence,
        Instant createdAt,
        String decision,
        String decidedBy,
        Instant decidedAt) {

    /** The contacts it may be about beside its own. */
    public List<UUID> candidates() {
        return evidence.get("candidates") instanceof List<?> ids
                ? ids.stream().map(Object::toString).map(UUID::fromString).toList()
                : List.of();
    }

    /** The number or address whose holder is asked for; {@code null} where the question is another. */
    String handle() {
        return evidence.get("handle") instanceof String handle ? handle : null;
    }

    /** The field that a conflict is about. */
    ScalarField field() {
        return Stream.of(ScalarField.values())
                .filter(one -> one.column().equals(evidence.get("field")))
                .findFirst()
                .orElseThrow();
    }

    /** The contact that is meant: the named one, or the only one that comes into question. */
    UUID target(UUID named) {
        if (named != null) {
            return named;
        }
        List<UUID> candidates = candidates();
        if (candidates.size() != 1) {
            throw new ReviewRefusedException(
                    Reason.NOT_AN_ANSWER, "Name the contact to merge with as targetId: several come into question.");
        }
        return candidates.get(0);
    }
}
