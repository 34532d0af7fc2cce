package dev.kith.sync.backfill.apply;

import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;
import java.util.UUID;

/** Applies deletions that the source confirmed and the breaker let through. */
public interface DeletionWriter {

    /**
     * Marks the links deleted, writes activity and archival review items, and ends the run, in one transaction. Deletes
     * no contact.
     *
     * @return how many links were marked
     */
    Uni<Integer> apply(SourceAccount account, UUID runId, Set<String> externalIds);

    /** The same as part of a transaction that is under way, and that may be tried again. */
    Uni<Integer> apply(SqlConnection connection, SourceAccount account, UUID runId, Set<String> externalIds);
}
