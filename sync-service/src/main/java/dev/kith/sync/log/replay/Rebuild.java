package dev.kith.sync.log.replay;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.Replayed;
import dev.kith.sync.backfill.apply.ReplayApplier;
import dev.kith.sync.crm.EditsAgain;
import dev.kith.sync.crm.EditsAgain.Reached;
import dev.kith.sync.interaction.FormerHolders;
import dev.kith.sync.interaction.InteractionApplier;
import dev.kith.sync.log.LogRange;
import dev.kith.sync.log.LogReader;
import dev.kith.sync.log.LoggedBatches;
import dev.kith.sync.log.ReadWindow;
import dev.kith.sync.log.Topics;
import dev.kith.sync.review.merge.MergesAgain;
import dev.kith.sync.review.merge.MergesAgain.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the log alone does not bring back. Before it is read: contacts as their sources left them, then what people did, in
 * the order that each step needs of the ones before, so that the log meets the CRM as it was. After it: what sources said
 * while contacts were gone, and what became of their calls and messages. Every step may be done again.
 */
@ApplicationScoped
class Rebuild {

    private static final UUID FIRST = new UUID(0, 0);

    /** Each is a transaction or more: far fewer seconds than the replay is lent for. */
    private static final int KEPT_EVERY = 100;

    private final RebuildStore store;
    private final ReplayApplier applier;
    private final EditsAgain edits;
    private final MergesAgain merges;
    private final InteractionApplier interactions;

    Rebuild(
            RebuildStore store,
            ReplayApplier applier,
            EditsAgain edits,
            MergesAgain merges,
            InteractionApplier interactions) {
        this.store = store;
        this.applier = applier;
        this.edits = edits;
        this.merges = merges;
        this.interactions = interactions;
    }

    /** Makes the CRM what it was, but for interactions. Blocks. */
    void begin(Replay replay, ReplayWork work) {
        restore(work);
        long last = replay.lastDecision();
        pages(work, after -> edits.contacts(after, last));
        ReplayWork.await(store.placeholders());
        ReplayWork.await(store.forgetLabels());
        labels(replay, work);
        for (Uni<Void> field : edits.fields()) {
            ReplayWork.await(field);
            work.keep();
        }
        listsAndMerges(work);
        ReplayWork.await(edits.archive(last));
        ReplayWork.await(store.madeWhen());
        work.restored();
    }

    /** Brings back what has to wait for the log. Blocks. */
    void complete(Replay replay, ReplayWork work, LogReader log) {
        speakAnew(work);
        labels(replay, work);
        interactions(work, log);
        pages(work, after -> edits.interactions(after, replay.lastDecision()));
        ReplayWork.await(store.forgetPhotos());
    }

    /** In the order of time: a merge brings what an edit after it may have taken away, and the other way round. */
    private void listsAndMerges(ReplayWork work) {
        Reached reached = Reached.NOTHING;
        Standing merge = ReplayWork.await(merges.next(null));
        while (merge != null) {
            reached = lists(work, reached, merge.mergedAt());
            ReplayWork.await(merges.apply(merge));
            work.keep();
            merge = ReplayWork.await(merges.next(merge));
        }
        lists(work, reached, null);
    }

    private Reached lists(ReplayWork work, Reached after, Instant until) {
        Reached last = after;
        for (Reached next = after; next != null; work.keep()) {
            last = next;
            next = ReplayWork.await(edits.lists(last, until));
        }
        return last;
    }

    /** However many pages there are, the replay is kept from one to the next. */
    private static void pages(ReplayWork work, LongFunction<Uni<Long>> page) {
        for (Long reached = 0L; reached != null; work.keep()) {
            reached = ReplayWork.await(page.apply(reached));
        }
    }

    /** Contacts of the accounts that are replayed may belong to other groups now, their mapping having changed. Blocks. */
    void labels(Replay replay, ReplayWork work) {
        for (AccountKey account : ReplayWork.await(store.grouped())) {
            if (replay.request().wants(account.provider() + "/" + account.accountId())) {
                ReplayWork.await(store.labels(account));
                work.keep();
            }
        }
    }

    private void restore(ReplayWork work) {
        List<UUID> missing = ReplayWork.await(store.missing(FIRST));
        while (!missing.isEmpty()) {
            work.note(ReplayWork.await(applier.restore(missing, work.terms())));
            work.keep();
            missing = ReplayWork.await(store.missing(missing.get(missing.size() - 1)));
        }
    }

    private void speakAnew(ReplayWork work) {
        Replayed done;
        do {
            done = ReplayWork.await(applier.speakAnew(work.terms()));
            work.note(done);
            work.keep();
        } while (!done.equals(Replayed.NOTHING));
    }

    private void interactions(ReplayWork work, LogReader log) {
        FormerHolders former = ReplayWork.await(interactions.formerHolders());
        work.keep();
        for (LogRange range : log.ranges(List.of(Topics.INTERACTIONS), null)) {
            ReadWindow window = new ReadWindow();
            for (long from = range.first(); from < range.next(); ) {
                long to = Math.min(range.next(), from + window.records());
                var records = log.read(range, from, to);
                for (int next = 0; next < records.size(); next++) {
                    again(records.get(next), range.topicId(), former);
                    if (next % KEPT_EVERY == KEPT_EVERY - 1) {
                        work.keep();
                    }
                }
                window.adapt(records);
                work.keep();
                from = to;
            }
        }
    }

    private void again(ConsumerRecord<byte[], byte[]> found, String topicId, FormerHolders former) {
        LoggedBatches.interactions(found, topicId)
                .ifPresent(entry ->
                        ReplayWork.await(interactions.again(entry, former, Instant.ofEpochMilli(found.timestamp()))));
    }
}
