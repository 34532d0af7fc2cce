package dev.kith.sync.review;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.Writes;
import dev.kith.sync.backfill.write.SliceWriter;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Writes decisions that people made, the way the decisions of sources are written. */
public final class ContactWrites {

    private static final AccountKey PEOPLE = new AccountKey("kith", "people");

    private ContactWrites() {}

    public static Uni<Void> write(SqlConnection connection, List<ContactDecision> decisions, Instant now) {
        Writes writes = new Writes();
        decisions.stream()
                .filter(decision -> decision.visible() || decision.provenanceChanged())
                .forEach(writes.contacts()::add);
        return SliceWriter.write(connection, new WriteContext(PEOPLE, null, 0, now), writes, Standing.APART);
    }
}
