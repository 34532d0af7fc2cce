package dev.kith.sync.log.replay;

import dev.kith.sync.backfill.Replayed;
import dev.kith.sync.backfill.apply.ReplayApplier;
import dev.kith.sync.crm.EditsAgain;
import dev.kith.sync.interaction.FormerHolders;
import dev.kith.sync.interaction.InteractionApplier;
import dev.kith.sync.log.LogRange;
import dev.kith.sync.log.LogReader;
import dev.kith.sync.log.LoggedBatches;
import dev.kith.sync.log.ReadWindow;
import dev.kith.sync.log.Topics;
import dev.kith.sync.review.merge.MergesAgain;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.LongFunction;

/**
 * What follows the log: contacts it says nothing of any more, what sources said while contacts were gone, then what people
 * did, in the order that each step needs of the ones before. Every step may be done again.
 */
@ApplicationScoped
class Rebuild {

    private static final UUID FIRST = new UUID(0, 0);

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

    /** Brings back what the log alone does not. Blocks. */
    void complete(Replay replay, ReplayWork work, LogReader log) {
        restore(work);
        speakAnew(work);
        ReplayWork.await(store.placeholders());
        ReplayWork.await(store.forgetLabels());
        ReplayWork.await(store.labels());
        work.keep();
        long last = replay.lastDecision();
        pages(work, after -> edits.contacts(after, last));
        ReplayWork.await(edits.fields());
        work.keep();
        pages(work, edits::lists);
        ReplayWork.await(edits.archive(last));
        ReplayWork.await(merges.apply());
        work.keep();
        interactions(work, log);
        pages(work, after -> edits.interactions(after, last));
        ReplayWork.await(store.forgetPhotos());
    }

    /** However many pages there are, the replay is kept from one to the next. */
    private static void pages(ReplayWork work, LongFunction<Uni<Long>> page) {
        for (Long reached = 0L; reached != null; work.keep()) {
            reached = ReplayWork.await(page.apply(reached));
        }
    }

    /** Contacts whose mapping changed may belong to other groups now. */
    void labels() {
        ReplayWork.await(store.labels());
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
        for (LogRange range : log.ranges(List.of(Topics.INTERACTIONS), null)) {
            ReadWindow window = new ReadWindow();
            for (long from = range.first(); from < range.next(); ) {
                long to = Math.min(range.next(), from + window.records());
                var records = log.read(range, from, to);
                records.forEach(found -> LoggedBatches.interactions(found, range.topicId())
                        .ifPresent(entry -> ReplayWork.await(
                                interactions.again(entry, former, Instant.ofEpochMilli(found.timestamp())))));
                window.adapt(records);
                work.keep();
                from = to;
            }
        }
    }
}
