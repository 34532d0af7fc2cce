package dev.kith.sync.provider.file;

import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionType;
import dev.kith.sync.interaction.HandleKey;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A call, a message or the like as a file says it.
 *
 * @param source the value of {@code interactions.source}
 * @param email {@code null} when the file gives none; then {@code phone} is there
 * @param phone {@code null} when the file gives none
 */
record ImportedInteraction(
        String externalId,
        String source,
        InteractionType type,
        Instant occurredAt,
        Integer durationSeconds,
        String content,
        Counterpart email,
        Counterpart phone) {

    /** The handles by which its contact is sought. */
    Set<HandleKey> handles() {
        return Stream.of(email, phone)
                .filter(counterpart -> counterpart != null)
                .map(HandleKey::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** With the e-mail address for its counterpart, unless it is the number that leads to somebody. */
    Interaction with(Set<HandleKey> owned) {
        boolean byPhone = email == null
                || phone != null && !owned.contains(HandleKey.of(email)) && owned.contains(HandleKey.of(phone));
        return new Interaction(
                externalId,
                type,
                occurredAt,
                durationSeconds,
                byPhone ? phone : email,
                null,
                null,
                false,
                null,
                false,
                content);
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "ImportedInteraction[" + type + "]";
    }
}
