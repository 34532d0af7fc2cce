package dev.kith.sync.crm;

import java.time.Instant;
import java.util.Set;

/**
 * A request to make or change a contact.
 *
 * @param present names of the values that were sent, {@code null} ones included: the others stay as they are
 * @param expected the contact's {@code updatedAt} as the sender knows it; {@code null} when it does not care
 * @param versions the states it may be in, as an {@code If-Match} header has them; {@code null} when the sender does not care
 */
public record ContactEdit(ContactBody values, Set<String> present, Instant expected, String versions) {

    public ContactEdit {
        present = Set.copyOf(present);
    }

    boolean has(String name) {
        return present.contains(name);
    }
}
