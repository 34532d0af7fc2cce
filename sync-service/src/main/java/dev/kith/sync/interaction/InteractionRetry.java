package dev.kith.sync.interaction;

import dev.kith.model.Interaction;
import dev.kith.model.UnreadableBatchException;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Quarantined;
import dev.kith.sync.backfill.apply.QuarantineRetry.Outcome;
import dev.kith.sync.backfill.write.AccountLock;
import dev.kith.sync.backfill.write.QuarantineWriter;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.SqlFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Tries once more to keep an interaction that was set aside. One that arrived again meanwhile is there once. */
public final class InteractionRetry {

    private static final String FIND = """
            SELECT q.provider, q.account_id, q.run_id, q.log_topic, q.log_partition, q.log_offset, q.status,
                   q.payload::text AS payload
            FROM contacts_quarantine q WHERE q.id = $1 AND q.reason = $2
            """;

    private final Pool pool;
    private final InteractionApplier applier;

    public InteractionRetry(Pool pool, InteractionApplier applier) {
        this.pool = pool;
        this.applier = applier;
    }

    /** What came of it: {@link Outcome#UNKNOWN} where the item is no interaction. */
    public Uni<Outcome> retry(UUID id) {
        return OptimisticTransaction.in(pool, connection -> retry(connection, id))
                .onFailure(SqlFailures::refused)
                .recoverWithItem(Outcome.REFUSED)
                .call(outcome -> switch (outcome) {
                    case REFUSED, UNREADABLE -> QuarantineWriter.tried(pool, id);
                    case APPLIED, UNKNOWN, RESOLVED_ALREADY -> Uni.createFrom().voidItem();
                });
    }

    private Uni<Outcome> retry(SqlConnection connection, UUID id) {
        return AccountLock.takeOfSetAside(connection, id)
                .chain(() -> connection.preparedQuery(FIND).execute(Tuple.of(id, Quarantined.INTERACTION)))
                .chain(rows -> {
                    if (!rows.iterator().hasNext()) {
                        return Uni.createFrom().item(Outcome.UNKNOWN);
                    }
                    Row row = rows.iterator().next();
                    return row.getString("status").equals("open")
                            ? apply(connection, id, row)
                            : Uni.createFrom().item(Outcome.RESOLVED_ALREADY);
                });
    }

    private Uni<Outcome> apply(SqlConnection connection, UUID id, Row row) {
        InteractionPayload payload = InteractionPayload.parse(row.getString("payload"));
        Interaction interaction;
        try {
            interaction = payload.interaction();
        } catch (UnreadableBatchException e) {
            return Uni.createFrom().item(Outcome.UNREADABLE);
        }
        if (IncomingInteraction.problem(interaction).isPresent()) {
            return Uni.createFrom().item(Outcome.REFUSED);
        }
        LogPosition position =
                new LogPosition(row.getString("log_topic"), row.getInteger("log_partition"), row.getLong("log_offset"));
        IncomingInteraction incoming =
                payload.incoming(interaction, row.getString("provider"), row.getString("account_id"), position);
        InteractionInput input = new InteractionInput(List.of(incoming), List.of(), 0);
        return applier.write(connection, row.getUUID("run_id"), input)
                .chain(() -> QuarantineWriter.resolve(connection, id))
                .replaceWith(Outcome.APPLIED);
    }
}
