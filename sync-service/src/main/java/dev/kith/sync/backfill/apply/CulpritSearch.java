package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.write.RunLedger;
import dev.kith.sync.backfill.write.WriteContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        List<Slice.Entry> entries =
                slice.entries().stream().map(Slice.Entry::whole).toList();
        SliceInput input = SliceInput.of(slice.account(), entries, Map.of());
        Bisection<IncomingContact> bisection = new Bisection<>(
                pool,
                (connection, suspects) -> RunLedger.lock(connection, slice.account(), slice.runId())
                        .chain(standing -> rounds.apply(
                                connection, context(slice), standing, SliceInput.of(slice.account(), suspects)))
                        .replaceWithVoid());
        return bisection.search(input.contacts()).map(culprits -> {
            Map<LogPosition, Map<String, String>> found = new HashMap<>();
            culprits.forEach((culprit, state) -> found.computeIfAbsent(culprit.position(), unused -> new HashMap<>())
                    .put(culprit.externalId(), state));
            return found;
        });
    }

    private WriteContext context(Slice slice) {
        return new WriteContext(slice.account(), slice.runId(), 0, rounds.now());
    }
}
