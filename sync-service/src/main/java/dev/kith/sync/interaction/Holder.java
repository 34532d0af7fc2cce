package dev.kith.sync.interaction;

import java.util.UUID;

/**
 * A contact that holds a number or address.
 *
 * @param secondary whether it counts only where no other does: it is archived, or holds the handle through a contact that
 *     was merged into it
 * @param untouchedPlaceholder whether it was made for this number and is still as it was made
 * @param chosen whether a person said that the handle is this contact's, whoever else holds it
 */
public record Holder(UUID contactId, boolean secondary, boolean untouchedPlaceholder, boolean chosen) {}
