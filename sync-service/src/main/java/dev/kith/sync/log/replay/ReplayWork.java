package dev.kith.sync.log.replay;

import dev.kith.model.ContactBatch;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.Replayed;
import dev.kith.sync.backfill.apply.ReplayApplier;
import dev.kith.sync.backfill.apply.ReplayApplier.Terms;
import dev.kith.sync.log.LogRange;
import dev.kith.sync.log.LogReader;
import dev.kith.sync.log.LoggedBatches;
import dev.kith.sync.log.ReadWindow;
import dev.kith.sync.log.Restated;
import dev.kith.sync.log.Topics;
import dev.kith.sync.log.UnreadEntry;
import dev.kith.sync.provider.RawMapper;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Works on one replay from where it stands to its end; blocks. Whatever it does may be done again. */
final class ReplayWork {

    static final List<String> CONTACT_TOPICS = List.of(Topics.CONTACTS, Topics.MAC_CONTACTS);

    private static final int CONTACTS_PER_TRANSACTION = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Replay replay;
    private final String owner;
    private final ReplayStore store;
    private final LogReader log;
    private final ReplayApplier applier;
    private final Map<String, RawMapper> mappers;
    private final String region;
    private final BooleanSupplier stopping;
    private final ReadWindow window = new ReadWindow();
    private ReplayReport report;

    ReplayWork(
            Replay replay,
            String owner,
            ReplayStore store,
            LogReader log,
            ReplayApplier applier,
            Map<String, RawMapper> mappers,
            String region,
            BooleanSupplier stopping) {
        this.replay = replay;
        this.owner = owner;
        this.store = store;
        this.log = log;
        this.applier = applier;
        this.mappers = mappers;
        this.region = region;
        this.stopping = stopping;
        this.report = replay.report();
    }

    static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    Terms terms() {
        return new Terms(replay.id(), replay.onlyLooks(), replay.rebuild());
    }

    ReplayReport report() {
        return report;
    }

    /** Whether the topics are no longer those whose offsets the replay was begun with. */
    boolean logReplaced() {
        return await(store.ranges(replay.id())).stream()
                .anyMatch(range -> !range.topicId().equals(log.topicId(range.topic())));
    }

    /** Whether the log's consumer has applied everything that the log held when this was asked first. */
    boolean logApplied() {
        if (await(store.ranges(replay.id())).isEmpty()) {
            await(store.add(
                    replay.id(), log.ranges(CONTACT_TOPICS, replay.request().from())));
        }
        return await(store.applied(replay.id()));
    }

    /** @return false when it was told to stop before the end of the log */
    boolean readLog() {
        for (LogRange range : await(store.ranges(replay.id()))) {
            LatestStates states = new LatestStates(mappers, region);
            LogRange left = range;
            while (!left.done()) {
                if (stopping.getAsBoolean()) {
                    return false;
                }
                left = readWindow(left, states);
            }
        }
        return true;
    }

    private LogRange readWindow(LogRange range, LatestStates states) {
        long from = Math.max(range.first(), range.next() - window.records());
        List<ConsumerRecord<byte[], byte[]>> records = log.read(range, from, range.next());
        Set<Long> stale = await(store.stale(range));
        Map<AccountKey, List<IncomingContact>> waiting = new LinkedHashMap<>();
        for (int i = records.size() - 1; i >= 0; i--) {
            meet(records.get(i), range.topicId(), stale, states, waiting);
        }
        waiting.forEach(this::apply);
        window.adapt(records);
        report = report.withRead((int) (range.next() - from), states.takeUnmappable());
        LogRange left = range.downTo(from);
        await(store.advance(replay.id(), owner, left, report));
        return left;
    }

    private void meet(
            ConsumerRecord<byte[], byte[]> source,
            String topicId,
            Set<Long> stale,
            LatestStates states,
            Map<AccountKey, List<IncomingContact>> waiting) {
        String key = source.key() == null ? "" : new String(source.key(), StandardCharsets.UTF_8);
        if (replay.request().wants(key)) {
            boolean restated = Restated.firstOffset(source, topicId).isPresent();
            LoggedBatches.contacts(source, topicId)
                    .filter(entry -> !stale.contains(entry.position().offset()))
                    .ifPresent(entry -> meet(entry, restated, states, waiting));
        }
    }

    private void meet(
            UnreadEntry entry, boolean restated, LatestStates states, Map<AccountKey, List<IncomingContact>> waiting) {
        ContactBatch batch = entry.batch().envelope();
        AccountKey account = new AccountKey(batch.provider(), batch.accountId());
        List<IncomingContact> together = waiting.computeIfAbsent(account, unused -> new ArrayList<>());
        together.addAll(states.of(account, entry, restated));
        if (together.size() >= CONTACTS_PER_TRANSACTION) {
            apply(account, together);
            together.clear();
        }
    }

    private void apply(AccountKey account, List<IncomingContact> together) {
        for (int from = 0; from < together.size(); from += CONTACTS_PER_TRANSACTION) {
            // Met from the latest on, decided in the order of the log.
            List<IncomingContact> some =
                    new ArrayList<>(together.subList(from, Math.min(together.size(), from + CONTACTS_PER_TRANSACTION)));
            Collections.reverse(some);
            some.sort(Comparator.comparingLong(state -> state.position().offset()));
            report = report.plus(await(applier.apply(account, some, terms())), terms().dryRun());
        }
    }

    /** Keeps the replay while what follows the log goes on. */
    void keep() {
        await(store.renew(replay.id(), owner));
    }

    /** Keeps the replay and how far it is: the CRM is made again. */
    void restored() {
        await(store.restored(replay.id(), owner, report));
    }

    void note(Replayed more) {
        report = report.plus(more, terms().dryRun());
    }
}
