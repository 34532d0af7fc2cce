package dev.kith.sync.interaction;

import dev.kith.sync.backfill.identity.IdentityKeys;
import dev.kith.sync.backfill.write.AdvisoryLocks;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.interaction.write.HandleStore;
import dev.kith.sync.interaction.write.HolderLoader;
import dev.kith.sync.interaction.write.InteractionLedger;
import dev.kith.sync.interaction.write.PlaceholderMerge;
import dev.kith.sync.interaction.write.PlaceholderWriter;
import dev.kith.sync.interaction.write.SettlementWriter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settles handles under which something waits: makes placeholders of those that nobody has when their time has come, and
 * has interactions and placeholders join whoever turned up. Each call does nothing where nothing changed, and any number
 * of instances may call at once.
 */
public final class HandleSettler {

    private static final int HANDLES_PER_TRANSACTION = 200;

    private final Pool pool;
    private final String region;
    private final Duration patience;
    private final Supplier<UUID> ids;

    /**
     * @param region by which numbers that a contact holds without their country code are read
     * @param patience how long interactions wait for contacts that were announced and do not come
     */
    public HandleSettler(Pool pool, String region, Duration patience, Supplier<UUID> ids) {
        this.pool = pool;
        this.region = region;
        this.patience = patience;
        this.ids = ids;
    }

    /** Makes placeholders of handles whose time has come, and ends the runs that waited for nothing else. */
    public Uni<Void> ripen() {
        return HandleStore.ripe(pool, patience)
                .chain(ripe -> settle(ripe, true))
                .chain(() -> HandleStore.settled(pool))
                .chain(runs -> Multi.createFrom()
                        .iterable(runs)
                        .onItem()
                        .transformToUniAndConcatenate(run -> pool.withTransaction(
                                connection -> InteractionLedger.endSettled(connection, run.account(), run.runId())))
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** Has what waits join whoever has turned up since the handles were last decided. */
    public Uni<Void> join() {
        return HandleStore.changed(pool).chain(changed -> settle(changed, false));
    }

    private Uni<Void> settle(List<HandleKey> handles, boolean ripe) {
        Uni<Void> settled = Uni.createFrom().voidItem();
        for (int from = 0; from < handles.size(); from += HANDLES_PER_TRANSACTION) {
            List<HandleKey> some = handles.subList(from, Math.min(handles.size(), from + HANDLES_PER_TRANSACTION));
            settled = settled.chain(
                    () -> OptimisticTransaction.in(pool, connection -> transaction(connection, some, ripe)));
        }
        return settled;
    }

    /** Whoever creates a contact with one of these numbers takes the same locks: of two, one sees what the other made. */
    private Uni<Void> transaction(SqlConnection connection, List<HandleKey> handles, boolean ripe) {
        return AdvisoryLocks.take(connection, handles.stream().flatMap(HandleSettler::stripes))
                .chain(() -> HandleStore.load(connection, handles, ripe))
                .chain(watched -> HolderLoader.load(connection, keys(watched), region)
                        .map(holders -> Settlement.decide(watched, holders, ids)))
                .chain(settlement -> write(connection, settlement))
                .chain(() -> HandleStore.decided(connection, handles));
    }

    private Uni<Void> write(SqlConnection connection, Settlement settlement) {
        return PlaceholderWriter.create(connection, settlement.placeholders())
                .chain(() -> SettlementWriter.join(connection, settlement.joining()))
                .chain(() -> PlaceholderMerge.merge(connection, settlement.merging(), ids))
                .chain(() -> SettlementWriter.share(connection, settlement.shared()))
                .chain(() -> SettlementWriter.rest(connection, settlement.resting()))
                .chain(() -> HandleStore.close(connection, settlement.closed()));
    }

    private static Set<HandleKey> keys(Collection<WatchedHandle> watched) {
        return watched.stream().map(WatchedHandle::handle).collect(Collectors.toSet());
    }

    private static Stream<Integer> stripes(HandleKey handle) {
        IdentityKeys keys =
                handle.isPhone() ? IdentityKeys.ofPhone(handle.value()) : IdentityKeys.ofEmail(handle.value());
        return keys.stripes();
    }
}
