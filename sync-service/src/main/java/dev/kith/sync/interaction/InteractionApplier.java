package dev.kith.sync.interaction;

import dev.kith.model.InteractionBatch;
import dev.kith.model.RunPosition;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.apply.Bisection;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.write.AgentRuns;
import dev.kith.sync.backfill.write.LogOffsets;
import dev.kith.sync.backfill.write.QuarantineWriter;
import dev.kith.sync.backfill.write.RunLedger;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.SqlFailures;
import dev.kith.sync.interaction.InteractionSlice.Entry;
import dev.kith.sync.interaction.write.HandleStore;
import dev.kith.sync.interaction.write.HolderLoader;
import dev.kith.sync.interaction.write.InteractionLedger;
import dev.kith.sync.interaction.write.InteractionWriter;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Applies slices of the log to the interactions, each in one transaction: load whose the handles are, decide, write, and
 * with them the offset and the run's book. About ten statements, however many interactions there are.
 */
public final class InteractionApplier {

    private final Pool pool;
    private final String region;
    private final Clock clock;
    private final ErasedPeople erased;

    /** @param region by which numbers that a contact holds without their country code are read */
    public InteractionApplier(Pool pool, String region, Clock clock, ErasedPeople erased) {
        this.pool = pool;
        this.region = region;
        this.clock = clock;
        this.erased = erased;
    }

    /**
     * Applies a slice. Interactions that the database refuses are set aside; everything else fails the whole, to be tried
     * again.
     *
     * @return whether the slice counted; {@code false} when it was stale, its run has ended or its account is disconnected
     */
    public Uni<Boolean> apply(InteractionSlice slice) {
        return attempt(slice, Map.of())
                .onFailure(SqlFailures::refused)
                .recoverWithUni(refusal -> culprits(slice.entries(), slice.runId())
                        .chain(found -> found.isEmpty() ? Uni.createFrom().failure(refusal) : attempt(slice, found)));
    }

    /**
     * Applies interactions once more, for no run. What is there already stays as it is, and what cannot be kept is set
     * aside.
     */
    public Uni<Void> again(AccountKey account, Entry entry) {
        WriteContext context = new WriteContext(account, runOf(entry), 0, clock.instant());
        return again(
                entry,
                FormerHolders.NONE,
                Instant.EPOCH,
                (connection, input) -> admitted(connection, input).chain(rest -> setAside(connection, context, rest)));
    }

    /**
     * The same in a CRM that is made anew. What could not be kept was set aside before.
     *
     * @param former who held numbers and addresses once
     * @param at when the log took them
     */
    public Uni<Void> again(Entry entry, FormerHolders former, Instant at) {
        return again(entry, former, at, (connection, input) -> Uni.createFrom().voidItem());
    }

    private Uni<Void> again(Entry entry, FormerHolders former, Instant at, Rest rest) {
        return again(entry, former, at, rest, Map.of())
                .onFailure(SqlFailures::refused)
                .recoverWithUni(refusal -> culprits(List.of(entry), runOf(entry))
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().failure(refusal)
                                : again(entry, former, at, rest, found)));
    }

    /** What becomes of interactions that cannot be kept. */
    private interface Rest {
        Uni<Void> of(SqlConnection connection, InteractionInput input);
    }

    private Uni<Void> again(Entry entry, FormerHolders former, Instant at, Rest rest, Map<String, String> refused) {
        InteractionInput input = InteractionInput.of(List.of(entry), refused);
        return OptimisticTransaction.in(
                        pool,
                        connection -> HolderLoader.load(connection, input.people(), region)
                                .map(holders -> former.and(holders, input.people(), at))
                                .chain(holders -> write(connection, runOf(entry), input, holders))
                                .chain(() -> rest.of(connection, input)))
                .replaceWithVoid();
    }

    /** Who held numbers and addresses that have been taken off since. */
    public Uni<FormerHolders> formerHolders() {
        return FormerHolders.load(pool, region);
    }

    private static UUID runOf(Entry entry) {
        return entry.batch().run().runId();
    }

    private Uni<Boolean> attempt(InteractionSlice slice, Map<String, String> refused) {
        return OptimisticTransaction.in(pool, connection -> transaction(connection, slice, refused));
    }

    private Uni<Boolean> transaction(SqlConnection connection, InteractionSlice slice, Map<String, String> refused) {
        return LogOffsets.claim(
                        connection, slice.topic(), slice.partition(), slice.topicId(), slice.from(), slice.next())
                .chain(() -> admitted(connection, slice))
                .chain(admitted -> admitted
                        ? RunLedger.lock(connection, slice.account(), slice.runId())
                                .chain(standing -> standing.open()
                                        ? applyOpen(connection, slice, standing, refused)
                                        : Uni.createFrom().item(false))
                        : Uni.createFrom().item(false));
    }

    private static Uni<Boolean> admitted(SqlConnection connection, InteractionSlice slice) {
        if (!slice.account().provider().equals(AgentRuns.PROVIDER)) {
            return Uni.createFrom().item(true);
        }
        InteractionBatch first = slice.entries().get(0).batch();
        List<UUID> awaited = first.contactRuns().stream()
                .map(InteractionBatch.ContactRun::runId)
                .toList();
        return AgentRuns.admit(
                        connection,
                        slice.account(),
                        AgentRuns.Head.ofInteractions(first.run(), first.agentRunId(), awaited))
                .map(generation -> generation.isPresent());
    }

    private Uni<Boolean> applyOpen(
            SqlConnection connection, InteractionSlice slice, Standing standing, Map<String, String> refused) {
        List<Entry> current = slice.entries().stream()
                .filter(entry -> entry.batch().run().fence() >= standing.appliedFence())
                .toList();
        if (current.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        List<RunPosition> positions =
                current.stream().map(entry -> entry.batch().run()).toList();
        return admitted(connection, InteractionInput.of(current, refused))
                .chain(input -> write(connection, slice.runId(), input)
                        .call(() -> overtaken(connection, slice, standing, input))
                        .call(() -> setAside(connection, context(slice), input)))
                .chain(counts -> InteractionLedger.book(connection, slice.runId(), positions, counts))
                .replaceWith(true);
    }

    /** Nothing of somebody who was erased is set aside. */
    private Uni<InteractionInput> admitted(SqlConnection connection, InteractionInput input) {
        return erased.among(connection, texts(input.asideHandles(region)))
                .map(gone -> gone.isEmpty() ? input : input.without(gone, region));
    }

    /** What was set aside before and is in now needs no retry. */
    private Uni<Void> overtaken(
            SqlConnection connection, InteractionSlice slice, Standing standing, InteractionInput input) {
        return standing.quarantineOpen()
                ? QuarantineWriter.overtaken(connection, context(slice), input.externalIds())
                : Uni.createFrom().voidItem();
    }

    private WriteContext context(InteractionSlice slice) {
        return new WriteContext(slice.account(), slice.runId(), 0, clock.instant());
    }

    /** Writes interactions to their contacts, or has them wait. */
    Uni<InteractionCounts> write(SqlConnection connection, UUID runId, InteractionInput input) {
        return HolderLoader.load(connection, input.people(), region)
                .chain(holders -> write(connection, runId, input, holders));
    }

    private Uni<InteractionCounts> write(
            SqlConnection connection, UUID runId, InteractionInput input, Map<HandleKey, List<Holder>> holders) {
        return erased(connection, input, holders.keySet())
                .chain(gone -> write(
                        connection, runId, input, InteractionDecider.decide(input.interactions(), holders, gone)));
    }

    private Uni<Set<HandleKey>> erased(SqlConnection connection, InteractionInput input, Set<HandleKey> held) {
        Set<HandleKey> nobodys = new HashSet<>(input.people());
        nobodys.removeAll(held);
        return erased.among(connection, texts(nobodys))
                .map(gone -> gone.stream().map(HandleKey::parse).collect(Collectors.toSet()))
                .call(gone -> erased.sighted(connection, input.positions(gone)));
    }

    private static Set<String> texts(Set<HandleKey> handles) {
        return handles.stream().map(HandleKey::text).collect(Collectors.toSet());
    }

    private Uni<InteractionCounts> write(
            SqlConnection connection, UUID runId, InteractionInput input, InteractionWrites writes) {
        List<HandleKey> awaiting =
                writes.waiting().stream().map(InteractionWrites.Waiting::handle).toList();
        return HandleStore.watch(connection, awaiting)
                .chain(() -> InteractionWriter.attach(connection, runId, writes.attached()))
                .chain(created -> InteractionWriter.await(connection, runId, writes.waiting())
                        .map(kept -> counts(created, kept, input)));
    }

    private static InteractionCounts counts(int created, InteractionWriter.Kept kept, InteractionInput input) {
        int known = input.interactions().size() - created - kept.kept() + input.repeated();
        return new InteractionCounts(
                created,
                known,
                kept.kept() - kept.ripening(),
                kept.ripening(),
                input.quarantined().size());
    }

    private static Uni<Void> setAside(SqlConnection connection, WriteContext context, InteractionInput input) {
        return input.quarantined().isEmpty()
                ? Uni.createFrom().voidItem()
                : QuarantineWriter.setAside(connection, context, input.quarantined());
    }

    /** By external id, the SQLSTATE with which the database refuses an interaction. */
    private Uni<Map<String, String>> culprits(List<Entry> entries, UUID runId) {
        InteractionInput input = InteractionInput.of(entries, Map.of());
        Bisection<IncomingInteraction> bisection = new Bisection<>(
                pool,
                (connection, suspects) ->
                        write(connection, runId, input.only(suspects)).replaceWithVoid());
        return bisection.search(input.interactions()).map(found -> {
            Map<String, String> refused = new HashMap<>();
            found.forEach((culprit, state) -> refused.put(culprit.row().externalId(), state));
            return refused;
        });
    }
}
