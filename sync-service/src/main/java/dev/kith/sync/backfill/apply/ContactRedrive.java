package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.write.RunCompletion;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import dev.kith.sync.database.OptimisticTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** Applies a batch outside of its run, at the position it has in the log: states that are newer stand. */
public final class ContactRedrive {

    private static final String LOCK = """
            SELECT s.generation, coalesce(a.settings ->> 'otherContacts' = 'create', false) AS create_from_other
            FROM contacts_sync_state s JOIN contacts_source_accounts a USING (provider, account_id)
            WHERE s.provider = $1 AND s.account_id = $2 AND a.disconnected_at IS NULL FOR UPDATE OF s
            """;

    private final Pool pool;
    private final SliceRounds rounds;

    public ContactRedrive(Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased) {
        this.pool = pool;
        this.rounds = new SliceRounds(ids, clock, erased);
    }

    /** @return whether the account is connected; nothing is applied otherwise */
    public Uni<Boolean> apply(AccountKey account, Slice.Entry entry) {
        return OptimisticTransaction.in(
                pool,
                connection -> connection
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(account.provider(), account.accountId()))
                        .chain(rows -> rows.iterator().hasNext()
                                ? apply(
                                        connection,
                                        account,
                                        entry,
                                        rows.iterator().next())
                                : Uni.createFrom().item(false)));
    }

    private Uni<Boolean> apply(SqlConnection connection, AccountKey account, Slice.Entry entry, Row state) {
        WriteContext context =
                new WriteContext(account, entry.batch().run().runId(), state.getLong("generation"), rounds.now());
        Standing standing = Standing.again(state.getBoolean("create_from_other"));
        return rounds.apply(connection, context, standing, SliceInput.of(account, List.of(entry.whole()), Map.of()))
                .chain(applied ->
                        RunCompletion.groups(connection, account, entry.batch().groups()))
                .replaceWith(true);
    }
}
