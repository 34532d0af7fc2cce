package dev.kith.sync.backfill.apply;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.write.AccountLock;
import dev.kith.sync.backfill.write.GroupsAgain;
import dev.kith.sync.backfill.write.RunCompletion;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import dev.kith.sync.database.OptimisticTransaction;
import dev.kith.sync.database.Rows;
import dev.kith.sync.database.SqlFailures;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Applies a batch outside of its run, at the position it has in the log: states that are newer stand. What has no position,
 * groups that are known and deletions, the next full run settles.
 */
public final class ContactRedrive {

    private static final String CONNECTED = """
            SELECT s.generation, coalesce(a.settings ->> 'otherContacts' = 'create', false) AS create_from_other
            FROM contacts_sync_state s JOIN contacts_source_accounts a USING (provider, account_id)
            WHERE s.provider = $1 AND s.account_id = $2 AND a.disconnected_at IS NULL
            """;

    // Nobody confirms what a run noticed that has ended, but a full one that notices it, too.
    private static final String ASK_FOR_ALL = """
            UPDATE contacts_sync_state SET full_requested = true
            WHERE provider = $1 AND account_id = $2
              AND ($4 OR EXISTS (
                  SELECT 1 FROM contacts_deletion_candidates d
                  WHERE d.provider = $1 AND d.account_id = $2 AND d.run_id = $3 AND NOT d.held
                    AND NOT EXISTS (SELECT 1 FROM contacts_sync_runs r WHERE r.run_id = $3 AND r.state = 'RUNNING')))
            """;

    private record Account(long generation, Standing standing) {}

    private final Pool pool;
    private final SliceRounds rounds;
    private final CulpritSearch culprits;

    public ContactRedrive(Pool pool, Supplier<UUID> ids, Clock clock, ErasedPeople erased) {
        this.pool = pool;
        this.rounds = new SliceRounds(ids, clock, erased);
        this.culprits = new CulpritSearch(pool, rounds);
    }

    /**
     * Contacts that the database refuses are set aside.
     *
     * @return whether the account is connected; nothing is applied otherwise
     */
    public Uni<Boolean> apply(AccountKey account, Slice.Entry entry) {
        return attempt(account, entry, Map.of())
                .onFailure(SqlFailures::refused)
                .recoverWithUni(refusal -> culprits.find(
                                account, List.of(entry), connection -> standing(connection, account))
                        .chain(found ->
                                found.isEmpty() ? Uni.createFrom().failure(refusal) : attempt(account, entry, found)));
    }

    private Uni<Boolean> attempt(AccountKey account, Slice.Entry entry, Map<LogPosition, Map<String, String>> refused) {
        SliceInput input = SliceInput.of(account, List.of(entry.whole()), refused);
        return OptimisticTransaction.in(
                pool,
                connection -> lock(connection, account)
                        .chain(connected -> connected.isPresent()
                                ? apply(connection, input, entry, connected.get())
                                        .replaceWith(true)
                                : Uni.createFrom().item(false)));
    }

    /** Locks first and looks then: whoever disconnects the account holds the lock until it is disconnected. */
    private static Uni<Optional<Account>> lock(SqlConnection connection, AccountKey account) {
        return AccountLock.take(connection, account)
                .chain(() ->
                        connection.preparedQuery(CONNECTED).execute(Tuple.of(account.provider(), account.accountId())))
                .map(rows -> {
                    var found = rows.iterator();
                    return found.hasNext()
                            ? Optional.of(found.next())
                                    .map(row -> new Account(
                                            row.getLong("generation"),
                                            Standing.again(row.getBoolean("create_from_other"))))
                            : Optional.empty();
                });
    }

    private static Uni<Standing> standing(SqlConnection connection, AccountKey account) {
        return lock(connection, account)
                .map(connected -> connected.map(Account::standing).orElse(Standing.APART));
    }

    private Uni<Void> apply(SqlConnection connection, SliceInput input, Slice.Entry entry, Account connected) {
        UUID runId = entry.batch().run().runId();
        AccountKey account = input.account();
        WriteContext context = new WriteContext(account, runId, connected.generation(), rounds.now());
        return rounds.apply(connection, context, connected.standing(), input)
                .chain(applied -> RunCompletion.groupsAgain(
                                connection, account, entry.batch().groups())
                        .call(groups -> applied.membershipsChanged() || groups.added()
                                ? RunCompletion.labels(connection, account)
                                : Uni.createFrom().voidItem()))
                .map(GroupsAgain::differ)
                .chain(differ -> Rows.execute(
                        connection, ASK_FOR_ALL, Tuple.of(account.provider(), account.accountId(), runId, differ)))
                .replaceWithVoid();
    }
}
