package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.write.RunLedger;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

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
        return find(
                slice.account(),
                slice.entries(),
                connection -> RunLedger.lock(connection, slice.account(), slice.runId()));
    }

    /** @param lock takes the locks that whoever applies these takes */
    Uni<Map<LogPosition, Map<String, String>>> find(
            AccountKey account, List<Slice.Entry> entries, Function<SqlConnection, Uni<Standing>> lock) {
        UUID runId = entries.get(0).batch().run().runId();
        WriteContext context = new WriteContext(account, runId, 0, rounds.now());
        SliceInput input =
                SliceInput.of(account, entries.stream().map(Slice.Entry::whole).toList(), Map.of());
        Bisection<IncomingContact> bisection = new Bisection<>(
                pool,
                (connection, suspects) -> lock.apply(connection)
                        .chain(standing ->
                                rounds.apply(connection, context, standing, SliceInput.of(account, suspects)))
                        .replaceWithVoid());
        return bisection.search(input.contacts()).map(culprits -> {
            Map<LogPosition, Map<String, String>> found = new HashMap<>();
            culprits.forEach((culprit, state) -> found.computeIfAbsent(culprit.position(), unused -> new HashMap<>())
                    .put(culprit.externalId(), state));
            return found;
        });
    }
}
