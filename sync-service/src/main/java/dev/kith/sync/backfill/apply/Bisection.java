package dev.kith.sync.backfill.apply;

import dev.kith.sync.database.RolledBackTransaction;
import dev.kith.sync.database.SqlFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Finds what the database refuses, by halving the suspects in transactions that are always rolled back. Suspects are
 * tried together with all that was found innocent before them, since two may be refused only beside one another.
 */
public final class Bisection<T> {

    private final Pool pool;
    private final BiFunction<SqlConnection, List<T>, Uni<Void>> write;

    /** @param write what fails when a culprit is among the suspects */
    public Bisection(Pool pool, BiFunction<SqlConnection, List<T>, Uni<Void>> write) {
        this.pool = pool;
        this.write = write;
    }

    /** The culprits, each with the SQLSTATE of its refusal. */
    public Uni<Map<T, String>> search(List<T> suspects) {
        Map<T, String> found = new IdentityHashMap<>();
        return suspects.isEmpty()
                ? Uni.createFrom().item(found)
                : search(List.of(), suspects, found).replaceWith(found);
    }

    /** Answers with the innocent: those known before and those of the suspects. */
    private Uni<List<T>> search(List<T> innocent, List<T> suspects, Map<T, String> found) {
        List<T> together = Stream.concat(innocent.stream(), suspects.stream()).toList();
        return probe(together).chain(refusal -> {
            if (refusal.isEmpty()) {
                return Uni.createFrom().item(together);
            }
            if (suspects.size() == 1) {
                found.put(suspects.get(0), refusal.get());
                return Uni.createFrom().item(innocent);
            }
            int half = suspects.size() / 2;
            return search(innocent, suspects.subList(0, half), found)
                    .chain(more -> search(more, suspects.subList(half, suspects.size()), found));
        });
    }

    /** The SQLSTATE with which the database refuses these; empty when it takes them. */
    private Uni<Optional<String>> probe(List<T> suspects) {
        return RolledBackTransaction.in(
                pool,
                connection -> write.apply(connection, suspects)
                        .map(written -> Optional.<String>empty())
                        .onFailure(SqlFailures::refused)
                        .recoverWithItem(refusal -> Optional.of(SqlFailures.state(refusal))));
    }
}
