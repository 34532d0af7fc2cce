package dev.kith.sync.backfill;

import dev.kith.sync.backfill.write.RunLedger;
import dev.kith.sync.backfill.write.WriteContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Transaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the contacts that the database refuses, by halving the slice in transactions that are always rolled back. */
final class CulpritSearch {

    private final Pool pool;
    private final SliceRounds rounds;

    CulpritSearch(Pool pool, SliceRounds rounds) {
        this.pool = pool;
        this.rounds = rounds;
    }

    /** By record and external id, the SQLSTATE of the refusal. */
    Uni<Map<LogPosition, Map<String, String>>> find(Slice slice) {
        SliceInput input = SliceInput.of(slice.account(), slice.entries(), Map.of());
        Map<LogPosition, Map<String, String>> found = new HashMap<>();
        return search(slice, input, input.contacts(), found).replaceWith(found);
    }

    private Uni<Void> search(
            Slice slice,
            SliceInput input,
            List<IncomingContact> suspects,
            Map<LogPosition, Map<String, String>> found) {
        if (suspects.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return probe(slice, input.only(suspects)).chain(refusal -> {
            if (refusal.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            if (suspects.size() == 1) {
                IncomingContact culprit = suspects.get(0);
                found.computeIfAbsent(culprit.position(), unused -> new HashMap<>())
                        .put(culprit.externalId(), refusal.get());
                return Uni.createFrom().voidItem();
            }
            int half = suspects.size() / 2;
            return search(slice, input, suspects.subList(0, half), found)
                    .chain(() -> search(slice, input, suspects.subList(half, suspects.size()), found));
        });
    }

    /** The SQLSTATE with which the database refuses these contacts; empty when it takes them. */
    private Uni<Optional<String>> probe(Slice slice, SliceInput input) {
        return pool.getConnection()
                .chain(connection -> connection
                        .begin()
                        .chain(transaction -> RunLedger.lock(connection, slice.account(), slice.runId())
                                .chain(standing -> rounds.apply(connection, context(slice), standing, input))
                                .map(applied -> Optional.<String>empty())
                                .onFailure(SqlFailures::refused)
                                .recoverWithItem(refusal -> Optional.of(SqlFailures.state(refusal)))
                                .eventually(() -> rollback(transaction)))
                        .eventually(connection::close));
    }

    private static Uni<Void> rollback(Transaction transaction) {
        // A refused statement has already ended the transaction.
        return transaction.rollback().onFailure().recoverWithNull();
    }

    private WriteContext context(Slice slice) {
        return new WriteContext(slice.account(), slice.runId(), 0, rounds.now());
    }
}
