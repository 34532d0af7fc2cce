package dev.kith.sync.log.rewrite;

import java.util.Optional;
import java.util.Set;

/** A record that cannot be read: it stays whole, or goes whole. */
record Unread(byte[] value, Set<String> marks) implements LogContent {

    @Override
    public boolean touchedBy(Erased erased) {
        return erased.any(marks);
    }

    @Override
    public Optional<byte[]> rest(Erased erased, Later later, long offset) {
        return touchedBy(erased) ? Optional.empty() : Optional.ofNullable(value);
    }

    @Override
    public void meet(Later later, long offset) {
        // Nothing supersedes what nobody can read.
    }

    /** Names no one. */
    @Override
    public String toString() {
        return "Unread[]";
    }
}
