package dev.kith.sync.run;

import dev.kith.model.ContactBatch;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionBatch;
import dev.kith.model.RunPosition;
import dev.kith.sync.log.BatchPublisher;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Makes batches of pushed pages and hands them to the log. */
@ApplicationScoped
class PushedBatches {

    private final BatchPublisher log;
    private final Clock clock;

    PushedBatches(BatchPublisher log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Completes when the log has all of the page. */
    Uni<Void> publish(SourceAccount account, Lease lease, Run run, PushedPages.Page page, int number) {
        RunPosition position =
                new RunPosition(run.runId(), run.mode(), run.generation(), lease.fence(), number, 1, 1, page.last());
        if (page instanceof PushedPages.Contacts contacts) {
            return log.publish(account, batch(account, position, contacts));
        }
        return interactions(account, position, (PushedPages.Interactions) page);
    }

    private ContactBatch batch(SourceAccount account, RunPosition position, PushedPages.Contacts page) {
        return new ContactBatch(
                account.provider(),
                account.accountId(),
                page.stream(),
                position,
                clock.instant(),
                null,
                null,
                null,
                null,
                page.last(),
                null,
                page.contacts(),
                page.groups(),
                List.of(),
                0);
    }

    /** A part for each source: a batch has one only. */
    private Uni<Void> interactions(SourceAccount account, RunPosition position, PushedPages.Interactions page) {
        Uni<Void> published = Uni.createFrom().voidItem();
        int part = 0;
        for (Map.Entry<String, List<Interaction>> some : page.bySource().entrySet()) {
            RunPosition its = position.part(++part, page.bySource().size());
            published =
                    published.chain(() -> log.publish(account, batch(account, its, some.getKey(), some.getValue())));
        }
        return published;
    }

    private InteractionBatch batch(
            SourceAccount account, RunPosition position, String source, List<Interaction> interactions) {
        return new InteractionBatch(
                account.provider(),
                account.accountId(),
                InteractionBatch.IMPORT,
                null,
                position,
                clock.instant(),
                source,
                false,
                List.of(),
                interactions);
    }
}
