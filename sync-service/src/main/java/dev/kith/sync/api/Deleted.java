package dev.kith.sync.api;

/** The answer to a DELETE. */
record Deleted(boolean deleted) {}
