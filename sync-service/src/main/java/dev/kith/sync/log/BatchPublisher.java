package dev.kith.sync.log;

import dev.kith.model.ContactBatch;
import dev.kith.model.InteractionBatch;
import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;

/** Hands batches to the log. */
public interface BatchPublisher {

    /**
     * Publishes one page, split into as many records as its size needs. Completes when the broker has acknowledged them
     * all.
     */
    Uni<Void> publish(SourceAccount account, ContactBatch page);

    /** Publishes interactions that fit one record. Completes when the broker has acknowledged it. */
    Uni<Void> publish(SourceAccount account, InteractionBatch batch);
}
