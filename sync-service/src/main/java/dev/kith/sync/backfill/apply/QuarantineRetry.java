package dev.kith.sync.backfill.apply;

import dev.kith.model.BatchCodec;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.write.AccountLock;
import dev.kith.sync.backfill.write.QuarantineWriter;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.SqlFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Applies a contact that was set aside once more, at the position of the log it had: a state of it that was applied
 * meanwhile is newer and stands.
 */
public final class QuarantineRetry {

    /** What came of it. */
    public enum Outcome {
        /** There is no such item. */
        UNKNOWN,
        /** It was resolved before. */
        RESOLVED_ALREADY,
        /** Not even now can the contact be read: it must be corrected at its source. */
        UNREADABLE,
        /** It is refused again. */
        REFUSED,
        APPLIED
    }

    private static final String FIND = """
            SELECT q.provider, q.account_id, q.external_contact_id, q.run_id, q.log_topic, q.log_partition, q.log_offset,
                   q.stream, q.status, q.payload::text AS payload, s.generation,
                   coalesce(a.settings ->> 'otherContacts' = 'create', false) AS create_from_other
            FROM contacts_quarantine q
            JOIN contacts_sync_state s USING (provider, account_id)
            JOIN contacts_source_accounts a USING (provider, account_id)
            WHERE q.id = $1
            """;

    private final Pool pool;
    private final SliceRounds rounds;

    public QuarantineRetry(Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased) {
        this.pool = pool;
        this.rounds = new SliceRounds(ids, clock, erased);
    }

    public Uni<Outcome> retry(UUID id) {
        return OptimisticTransaction.in(pool, connection -> retry(connection, id))
                .onFailure(SqlFailures::refused)
                .recoverWithUni(() -> again(Outcome.REFUSED, id))
                .chain(outcome -> outcome == Outcome.UNREADABLE
                        ? again(outcome, id)
                        : Uni.createFrom().item(outcome));
    }

    private Uni<Outcome> retry(SqlConnection connection, UUID id) {
        return AccountLock.takeOfSetAside(connection, id)
                .chain(() -> connection.preparedQuery(FIND).execute(Tuple.of(id)))
                .chain(rows -> {
                    if (!rows.iterator().hasNext()) {
                        return Uni.createFrom().item(Outcome.UNKNOWN);
                    }
                    Row row = rows.iterator().next();
                    if (!row.getString("status").equals("open")) {
                        return Uni.createFrom().item(Outcome.RESOLVED_ALREADY);
                    }
                    return incoming(row)
                            .map(contact -> apply(connection, id, row, contact))
                            .orElseGet(() -> Uni.createFrom().item(Outcome.UNREADABLE));
                });
    }

    private static Optional<IncomingContact> incoming(Row row) {
        LogPosition position =
                new LogPosition(row.getString("log_topic"), row.getInteger("log_partition"), row.getLong("log_offset"));
        try {
            return Optional.of(IncomingContact.of(
                    BatchCodec.readContact(row.getString("payload")), row.getString("stream"), position));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private Uni<Outcome> apply(SqlConnection connection, UUID id, Row row, IncomingContact contact) {
        AccountKey account = new AccountKey(row.getString("provider"), row.getString("account_id"));
        WriteContext context =
                new WriteContext(account, row.getUUID("run_id"), row.getLong("generation"), rounds.now());
        Standing standing = Standing.again(row.getBoolean("create_from_other"));
        SliceInput input = SliceInput.of(account, List.of(contact));
        return rounds.apply(connection, context, standing, input)
                .chain(applied -> applied.counts().quarantinedCount() > 0
                        ? Uni.createFrom().item(Outcome.REFUSED)
                        : QuarantineWriter.resolve(connection, id).replaceWith(Outcome.APPLIED));
    }

    private Uni<Outcome> again(Outcome outcome, UUID id) {
        return QuarantineWriter.tried(pool, id).replaceWith(outcome);
    }
}
