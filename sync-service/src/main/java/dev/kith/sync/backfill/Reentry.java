package dev.kith.sync.backfill;

/** Tells when somebody was deleted at a source and entered there anew. Pure. */
final class Reentry {

    private Reentry() {}

    /** Whether an entry takes the place of another one that its list no longer holds. */
    static boolean replaces(LinkKey entry, String stream, LocalContact local) {
        return local.links().stream().anyMatch(held -> held.deleted() && held.beside(entry, stream));
    }

    /** Whether an entry that is back finds one that was entered in its place while it was gone. */
    static boolean replaced(SourceLink back, String stream, LocalContact local) {
        return local.links().stream()
                .anyMatch(held -> !held.deleted()
                        && held.beside(back.key(), stream)
                        && held.firstSeenAt().isAfter(back.deletedAt()));
    }
}
