package dev.kith.sync.backfill.apply;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/**
 * Decides on many in parts, so that PostgreSQL writes one part while the next is decided: the statements of a part are
 * issued as soon as it is decided, and the connection takes them in their order.
 */
final class PipelinedParts {

    private PipelinedParts() {}

    /**
     * Fails as the first part does that fails, whatever became of the parts after it.
     *
     * @param decide may ask the database, which answers once it has written the parts before
     * @param write issues all its statements at once when it is subscribed to
     */
    static <T, W> Uni<Void> write(
            List<T> all, int size, Function<List<T>, Uni<W>> decide, Function<W, Uni<Void>> write) {
        return new Step<>(size, decide, write).after(Uni.createFrom().voidItem(), all);
    }

    private record Step<T, W>(int size, Function<List<T>, Uni<W>> decide, Function<W, Uni<Void>> write) {

        Uni<Void> after(Uni<Void> written, List<T> rest) {
            if (rest.isEmpty()) {
                return written;
            }
            int part = Math.min(size, rest.size());
            return decide.apply(rest.subList(0, part))
                    // A statement after a refused one says only that the transaction is lost.
                    .onFailure()
                    .recoverWithUni(
                            failure -> written.chain(() -> Uni.createFrom().failure(failure)))
                    .chain(decided -> after(both(written, issue(decided)), rest.subList(part, rest.size())));
        }

        private Uni<Void> issue(W decided) {
            Uni<Void> issued = write.apply(decided).memoize().indefinitely();
            issued.subscribe().with(done -> {}, failure -> {});
            return issued;
        }

        private static Uni<Void> both(Uni<Void> first, Uni<Void> second) {
            return first.chain(() -> second);
        }
    }
}
