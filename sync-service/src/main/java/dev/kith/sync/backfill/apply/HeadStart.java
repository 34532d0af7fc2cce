package dev.kith.sync.backfill.apply;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/**
 * Decides on some before the rest, so that PostgreSQL writes those while the rest is decided: their statements are issued
 * first, and the connection takes all in their order.
 */
final class HeadStart {

    private HeadStart() {}

    /**
     * Fails as the head does if both fail: a statement after a refused one says only that the transaction is lost.
     *
     * @param head how many are decided on first
     * @param decide may ask the database, which answers for the rest once it has written the head
     * @param write issues all its statements at once when it is subscribed to
     */
    static <T, W> Uni<Void> write(
            List<T> all, int head, Function<List<T>, Uni<W>> decide, Function<W, Uni<Void>> write) {
        if (all.size() <= head) {
            return decide.apply(all).chain(decided -> write.apply(decided));
        }
        return decide.apply(all.subList(0, head)).chain(first -> {
            Uni<Void> written = issue(write.apply(first));
            return decide.apply(all.subList(head, all.size()))
                    .chain(rest -> {
                        Uni<Void> restWritten = issue(write.apply(rest));
                        return written.chain(() -> restWritten);
                    })
                    .onFailure()
                    .recoverWithUni(
                            failure -> written.chain(() -> Uni.createFrom().failure(failure)));
        });
    }

    private static Uni<Void> issue(Uni<Void> write) {
        Uni<Void> issued = write.memoize().indefinitely();
        issued.subscribe().with(done -> {}, failure -> {});
        return issued;
    }
}
