package dev.kith.sync.backfill.lives;

import dev.kith.model.CanonicalGroup;

/** A group of an account. One that is gone may be told as deleted, or be told no more. */
final class SourceGroup {

    final String id;
    String name;
    boolean deleted;
    boolean toldNoMore;

    SourceGroup(String id, String name) {
        this.id = id;
        this.name = name;
    }

    boolean stands() {
        return !deleted && !toldNoMore;
    }

    CanonicalGroup deliver() {
        return new CanonicalGroup(id, null, name, CanonicalGroup.Kind.USER, deleted);
    }
}
