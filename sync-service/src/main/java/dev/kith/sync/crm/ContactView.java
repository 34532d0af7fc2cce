package dev.kith.sync.crm;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A contact as it is answered, with all its values. */
public record ContactView(
        UUID id,
        @JsonUnwrapped ContactBody values,
        List<ContactValue.Source> sources,
        Instant lastContactedAt,
        Instant createdAt,
        Instant updatedAt,
        Instant archivedAt) {

    @Override
    public String toString() {
        return "ContactView[" + id + "]";
    }
}
