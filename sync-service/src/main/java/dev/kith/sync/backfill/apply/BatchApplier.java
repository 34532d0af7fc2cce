package dev.kith.sync.backfill.apply;

import dev.kith.model.CanonicalGroup;
import dev.kith.model.ContactBatch;
import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.write.AgentRuns;
import dev.kith.sync.backfill.write.HeldEntries;
import dev.kith.sync.backfill.write.LogOffsets;
import dev.kith.sync.backfill.write.OffsetMovedException;
import dev.kith.sync.backfill.write.RunCompletion;
import dev.kith.sync.backfill.write.RunLedger;
import dev.kith.sync.backfill.write.StaleRecords;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.SqlFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Applies slices of the log to the CRM, each in one transaction: load, decide, write, and with them the offset, the run's
 * book and, on its last page, the cursor.
 */
public final class BatchApplier {

    private final Pool pool;
    private final SliceRounds rounds;
    private final CulpritSearch culprits;

    public BatchApplier(Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased) {
        this.pool = pool;
        this.rounds = new SliceRounds(ids, clock, erased);
        this.culprits = new CulpritSearch(pool, rounds);
    }

    /**
     * Applies a slice. Contacts that the database refuses are set aside; everything else fails the whole, to be tried
     * again. Fails with {@link OffsetMovedException} when somebody else has the partition.
     *
     * @return whether the slice counted; {@code false} when it was stale, its run has ended or its account is disconnected
     */
    public Uni<Boolean> apply(Slice slice) {
        return attempt(slice, Map.of())
                .onFailure(SqlFailures::refused)
                .recoverWithUni(refused -> culprits.find(slice)
                        .chain(found -> found.isEmpty() ? Uni.createFrom().failure(refused) : attempt(slice, found)));
    }

    private Uni<Boolean> attempt(Slice slice, Map<LogPosition, Map<String, String>> refused) {
        return OptimisticTransaction.in(pool, connection -> transaction(connection, slice, refused));
    }

    private Uni<Boolean> transaction(
            SqlConnection connection, Slice slice, Map<LogPosition, Map<String, String>> refused) {
        return LogOffsets.claim(connection, slice)
                .chain(() -> admitted(connection, slice))
                .chain(admitted -> admitted.isEmpty()
                        ? passOver(connection, slice)
                        : RunLedger.lock(connection, slice.account(), slice.runId())
                                .chain(standing -> standing.open()
                                        ? applyOpen(connection, admitted.get(), standing, refused)
                                        : passOver(connection, slice)));
    }

    private static Uni<Boolean> passOver(SqlConnection connection, Slice slice) {
        return StaleRecords.note(connection, slice.account(), slice.entries()).replaceWith(false);
    }

    /** An agent begins its runs by itself; every other run was opened by the run engine. */
    private static Uni<Optional<Slice>> admitted(SqlConnection connection, Slice slice) {
        if (!slice.account().provider().equals(AgentRuns.PROVIDER)) {
            return Uni.createFrom().item(Optional.of(slice));
        }
        Slice.Entry first = slice.entries().get(0);
        AgentRuns.Head head = AgentRuns.Head.ofContacts(first.batch().run(), first.position());
        return AgentRuns.admit(connection, slice.account(), head)
                .map(generation -> generation.map(slice::inGeneration));
    }

    private Uni<Boolean> applyOpen(
            SqlConnection connection, Slice slice, Standing standing, Map<LogPosition, Map<String, String>> refused) {
        Slice.Fenced fenced = slice.fenced(standing.appliedFence());
        List<Slice.Entry> current = fenced.current();
        if (current.isEmpty()) {
            return passOver(connection, slice);
        }
        WriteContext context = new WriteContext(
                slice.account(), slice.runId(), current.get(0).batch().run().generation(), rounds.now());
        List<UnreadContactBatch.Entry> unread =
                current.stream().flatMap(Slice.Entry::unreadContacts).toList();
        return HeldEntries.see(connection, context, unread)
                .map(held -> current.stream().map(entry -> entry.readBut(held)).toList())
                .chain(entries -> applyRead(connection, context, entries, standing, refused))
                .chain(reached -> finish(connection, slice, standing, current, reached))
                .chain(() -> StaleRecords.note(connection, slice.account(), fenced.overtaken()))
                .replaceWith(true);
    }

    private Uni<Integer> applyRead(
            SqlConnection connection,
            WriteContext context,
            List<Slice.Entry> entries,
            Standing standing,
            Map<LogPosition, Map<String, String>> refused) {
        List<CanonicalGroup> groups = entries.stream()
                .flatMap(entry -> entry.batch().groups().stream())
                .toList();
        SliceInput input = SliceInput.of(context.account(), entries, refused);
        return rounds.apply(connection, context, standing, input)
                .chain(applied -> RunCompletion.groups(connection, context.account(), groups)
                        .chain(groupsChanged -> RunLedger.book(
                                connection,
                                context.account(),
                                standing,
                                entries,
                                applied.counts(),
                                groupsChanged || applied.membershipsChanged())));
    }

    private static Uni<Void> finish(
            SqlConnection connection, Slice slice, Standing standing, List<Slice.Entry> entries, int reached) {
        ContactBatch last = entries.stream()
                .map(Slice.Entry::batch)
                .filter(batch -> batch.run().last()
                        && batch.run().endsPage()
                        && batch.run().fence() >= standing.chainFence())
                .findFirst()
                .orElse(null);
        if (last == null) {
            return Uni.createFrom().voidItem();
        }
        return reached >= last.run().page()
                ? RunCompletion.complete(connection, slice.account(), last)
                : RunCompletion.incomplete(connection, slice.runId());
    }
}
