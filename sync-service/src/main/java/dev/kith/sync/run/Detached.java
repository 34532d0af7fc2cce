package dev.kith.sync.run;

import io.smallrye.mutiny.Uni;

/** Work that is begun at once and goes on to its end, even if nobody waits for it any more. */
public final class Detached {

    private Detached() {}

    /** Begins the work; whoever cancels what is returned only stops waiting. */
    public static <T> Uni<T> begin(Uni<T> work) {
        Uni<T> once = work.memoize().indefinitely();
        // A failure is for those who wait.
        once.subscribe().with(item -> {}, failure -> {});
        return once;
    }
}
