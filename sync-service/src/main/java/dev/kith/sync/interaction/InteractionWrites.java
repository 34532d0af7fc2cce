package dev.kith.sync.interaction;

import java.util.List;
import java.util.UUID;

/** What a slice makes of the CRM: the outcome of deciding, ready to be written. */
public record InteractionWrites(List<Attached> attached, List<Waiting> waiting) {

    /** An interaction with a contact. */
    public record Attached(InteractionRow row, UUID contactId) {}

    /**
     * An interaction whose handle leads to nobody, or to several.
     *
     * @param makeContact whether its handle becomes a placeholder in its time
     */
    public record Waiting(InteractionRow row, HandleKey handle, boolean makeContact) {}
}
