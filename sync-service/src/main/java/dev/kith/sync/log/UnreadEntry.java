package dev.kith.sync.log;

import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.backfill.LogPosition;

/** A batch of the log whose contacts were not read yet. */
public record UnreadEntry(UnreadContactBatch batch, LogPosition position) {}
