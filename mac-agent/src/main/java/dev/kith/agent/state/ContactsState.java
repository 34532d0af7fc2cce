package dev.kith.agent.state;

import java.time.Instant;
import java.util.Map;

/**
 * What of a contact store was sent.
 *
 * @param contacts by id a hash of what the card said
 * @param groups by id a hash of the group
 */
public record ContactsState(Instant syncedAt, Map<String, String> contacts, Map<String, String> groups) {

    public ContactsState {
        contacts = contacts == null ? Map.of() : contacts;
        groups = groups == null ? Map.of() : groups;
    }
}
