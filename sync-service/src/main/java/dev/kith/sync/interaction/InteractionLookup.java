package dev.kith.sync.interaction;

import dev.kith.sync.interaction.write.HolderLoader;
import dev.kith.sync.interaction.write.WaitingInteractions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells what the CRM makes of handles and interactions, for those who import some. */
public final class InteractionLookup {

    /** How long a reader of a file waits for an answer. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Pool pool;
    private final String region;

    /** @param region by which numbers that a contact holds without their country code are read */
    public InteractionLookup(Pool pool, String region) {
        this.pool = pool;
        this.region = region;
    }

    /** Those of the handles that lead to one contact. */
    public Uni<Set<HandleKey>> owned(Collection<HandleKey> handles) {
        return pool.withTransaction(connection -> HolderLoader.load(connection, handles, region))
                .map(holders -> {
                    Set<HandleKey> owned = new HashSet<>();
                    holders.forEach((handle, theirs) -> {
                        if (HandleRule.decide(theirs) instanceof HandleRule.Owner.One) {
                            owned.add(handle);
                        }
                    });
                    return owned;
                });
    }

    /**
     * Those of the interactions that wait for a contact with their handle.
     *
     * @param sources by external id
     * @return their external ids
     */
    public Uni<Set<String>> waiting(Map<String, String> sources) {
        return WaitingInteractions.among(pool, sources);
    }
}
