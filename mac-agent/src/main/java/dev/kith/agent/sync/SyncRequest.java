package dev.kith.agent.sync;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * What somebody asked for.
 *
 * @param knownOnly nobody becomes a contact only for having called or written
 * @param days how far back messages and calls are read, 0 for all; empty for the configuration's
 * @param full everything is sent again, whatever was sent before
 */
public record SyncRequest(
        Path home, boolean contacts, boolean interactions, boolean knownOnly, OptionalInt days, boolean full) {}
