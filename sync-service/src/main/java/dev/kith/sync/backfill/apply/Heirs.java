package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.ActivityEvent;
import dev.kith.sync.backfill.ContactDecider;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.Writes;
import dev.kith.sync.backfill.write.LocalContactLoader;
import dev.kith.sync.backfill.write.SliceWriter;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Passes on the values of sources that are gone, deleted or disconnected, to the other sources of their contacts. */
public final class Heirs {

    private static final int CHUNK = 1000;

    private final Supplier<UUID> ids;
    private final Clock clock;

    public Heirs(Supplier<UUID> ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param account whose links are gone
     * @param runId the run that noticed; {@code null} where none did
     */
    public Uni<Void> inherit(SqlConnection connection, AccountKey account, UUID runId, List<UUID> contacts) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (int from = 0; from < contacts.size(); from += CHUNK) {
            List<UUID> chunk = contacts.subList(from, Math.min(from + CHUNK, contacts.size()));
            all = all.chain(() -> inheritChunk(connection, account, runId, chunk));
        }
        return all;
    }

    private Uni<Void> inheritChunk(SqlConnection connection, AccountKey account, UUID runId, List<UUID> contacts) {
        WriteContext context = new WriteContext(account, runId, 0, clock.instant());
        return LocalContactLoader.load(connection, contacts)
                .map(locals -> decide(locals.values(), context))
                .chain(writes -> SliceWriter.write(connection, context, writes, Standing.APART));
    }

    private Writes decide(Collection<LocalContact> locals, WriteContext context) {
        ContactDecider decider = new ContactDecider(ids, context.now());
        Writes writes = new Writes();
        locals.stream().map(decider::inherit).flatMap(Optional::stream).forEach(decision -> {
            writes.contacts().add(decision);
            if (decision.visible()) {
                writes.activity()
                        .add(new ActivityEvent(
                                decision.contactId(),
                                ActivityEvent.Type.CONTACT_SYNC_UPDATED,
                                decision.speaker(),
                                decision.changedFields(),
                                "inherited"));
            }
        });
        return writes;
    }
}
