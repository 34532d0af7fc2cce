package dev.kith.sync.review.merge;

import dev.kith.sync.backfill.LinkKey;
import dev.kith.sync.backfill.field.MappedContact;

/**
 * A link that went from the losing contact to the surviving one.
 *
 * @param mapped what its source had said by then
 * @param deleted whether it counted no more by then
 */
record MovedLink(LinkKey key, MappedContact mapped, boolean deleted) {}
