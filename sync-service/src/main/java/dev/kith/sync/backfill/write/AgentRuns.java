package dev.kith.sync.backfill.write;

import dev.kith.model.RunPosition;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.AgentRunRule;
import dev.kith.sync.backfill.AgentRunRule.Admission;
import dev.kith.sync.backfill.AgentRunRule.OpenRun;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Opens the runs that agents begin, and their accounts, in the transaction that applies their first batch. */
public final class AgentRuns {

    /** Agents of this provider register their own accounts and open their own runs. */
    public static final String PROVIDER = "macos";

    /**
     * The head of an agent's batch.
     *
     * @param agentRunId the call of the agent that the run is part of; {@code null} where the batch does not name it
     * @param awaited runs to be applied before whoever is unknown to this one becomes a placeholder
     * @param contactsAt where it stands in the log; {@code null} where it brings no contacts
     */
    public record Head(RunPosition run, UUID agentRunId, List<UUID> awaited, LogPosition contactsAt) {

        public static Head ofContacts(RunPosition run, LogPosition at) {
            return new Head(run, null, List.of(), at);
        }

        public static Head ofInteractions(RunPosition run, UUID agentRunId, List<UUID> awaited) {
            return new Head(run, agentRunId, awaited, null);
        }
    }

    private static final String KNOWN = """
            SELECT generation, state = 'FAILED' AND error_code = 'interrupted' AS given_up
            FROM contacts_sync_runs WHERE run_id = $1 AND provider = $2 AND account_id = $3
            """;

    // The agent slept, and knows nothing of it; no later run has sent what this one had not sent yet.
    private static final String GO_ON = """
            UPDATE contacts_sync_runs r
            SET state = 'RUNNING', phase = 'APPLYING', ended_at = NULL, error_code = NULL, error_message = NULL,
                chain_started_at = now()
            WHERE run_id = $1 AND state = 'FAILED' AND error_code = 'interrupted'
              AND NOT EXISTS (SELECT 1 FROM contacts_sync_runs o
                              WHERE o.provider = r.provider AND o.account_id = r.account_id
                                AND (o.state = 'RUNNING' OR o.started_at > r.started_at))
            """;

    // A log that is read from its beginning once more brings runs that were forgotten since.
    private static final String LATER_APPLIED = """
            SELECT 1 FROM contacts_source_links
            WHERE provider = $1 AND account_id = $2 AND log_topic = $3 AND log_partition = $4 AND log_offset > $5
            LIMIT 1
            """;

    private static final String REGISTER = """
            WITH account AS (
                INSERT INTO contacts_source_accounts (provider, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
            ), lease AS (
                INSERT INTO contacts_sync_leases (provider, account_id, next_run_at) VALUES ($1, $2, 'infinity')
                ON CONFLICT DO NOTHING
            )
            INSERT INTO contacts_sync_state (provider, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """;

    private static final String STATE = """
            SELECT s.generation, a.disconnected_at IS NOT NULL AS disconnected
            FROM contacts_sync_state s JOIN contacts_source_accounts a USING (provider, account_id)
            WHERE s.provider = $1 AND s.account_id = $2
            """;

    private static final String OPEN_RUN = """
            SELECT run_id, chain_fence, phase IN ('CONFIRMING', 'SETTLING') AS applied FROM contacts_sync_runs
            WHERE provider = $1 AND account_id = $2 AND state = 'RUNNING'
            """;

    private static final String END_APPLIED = """
            UPDATE contacts_sync_runs
            SET state = %s, phase = 'DONE', ended_at = now()
            WHERE run_id = $1
            """.formatted(RunCompletion.OUTCOME);

    // Deletions that nobody confirmed yet are for the next run to confirm.
    private static final String HAND_ON =
            "UPDATE contacts_deletion_candidates SET run_id = $2 WHERE run_id = $1 AND NOT held";

    private static final String END_INTERRUPTED = """
            UPDATE contacts_sync_runs
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'interrupted',
                error_message = 'The agent stopped before it had sent everything. Its next run sent the rest.'
            WHERE run_id = $1
            """;

    private static final String BEGIN = """
            WITH fence AS (
                UPDATE contacts_sync_state SET applied_fence = $6, generation = $5 WHERE provider = $2 AND account_id = $3
            )
            INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, phase, generation, chain_fence,
                                            agent_run_id, awaited_runs)
            VALUES ($1, $2, $3, $4, 'agent', 'APPLYING', $5, $6, $7, $8) ON CONFLICT DO NOTHING
            """;

    private AgentRuns() {}

    /**
     * Sees to it that the run of a batch is there if it may be.
     *
     * @return the generation that counts for the run; empty when its batches are to be dropped
     */
    public static Uni<Optional<Long>> admit(SqlConnection connection, AccountKey account, Head head) {
        return first(connection, KNOWN, Tuple.of(head.run().runId(), account.provider(), account.accountId()))
                .chain(known -> known.isPresent()
                        ? goOn(connection, head.run().runId(), known.get())
                        : lock(connection, account)
                                .chain(state -> state.getBoolean("disconnected")
                                        ? Uni.createFrom().item(Optional.empty())
                                        : beginUnlessOld(connection, account, head, state.getLong("generation"))));
    }

    private static Uni<Optional<Long>> goOn(SqlConnection connection, UUID runId, Row known) {
        Uni<?> going = known.getBoolean("given_up")
                ? Rows.execute(connection, GO_ON, Tuple.of(runId))
                : Uni.createFrom().voidItem();
        return going.replaceWith(Optional.of(known.getLong("generation")));
    }

    private static Uni<Optional<Long>> beginUnlessOld(
            SqlConnection connection, AccountKey account, Head head, long generation) {
        LogPosition at = head.contactsAt();
        Uni<Optional<Row>> later = at == null
                ? Uni.createFrom().item(Optional.empty())
                : first(
                        connection,
                        LATER_APPLIED,
                        Tuple.of(account.provider(), account.accountId(), at.topic(), at.partition(), at.offset()));
        return later.chain(found -> found.isPresent()
                ? Uni.createFrom().item(Optional.empty())
                : begin(connection, account, head, generation));
    }

    private static Uni<Row> lock(SqlConnection connection, AccountKey account) {
        return locked(connection, account)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(found)
                        : Rows.execute(connection, REGISTER, Tuple.of(account.provider(), account.accountId()))
                                .chain(() -> locked(connection, account)))
                .map(Optional::orElseThrow);
    }

    private static Uni<Optional<Row>> locked(SqlConnection connection, AccountKey account) {
        return AccountLock.take(connection, account)
                .chain(() -> first(connection, STATE, Tuple.of(account.provider(), account.accountId())));
    }

    private static Uni<Optional<Long>> begin(SqlConnection connection, AccountKey account, Head head, long generation) {
        long counting = head.run().mode() == SyncMode.FULL ? generation + 1 : generation;
        return openRun(connection, account).chain(open -> {
            Admission admission = AgentRunRule.admit(head.run().fence(), open);
            if (admission instanceof Admission.Begin begin) {
                return end(connection, begin.superseded(), head.run().runId())
                        .chain(() -> Rows.execute(connection, BEGIN, opening(account, head, counting)))
                        .map(begun -> begun == 1 ? Optional.of(counting) : Optional.empty());
            }
            return Uni.createFrom().item(Optional.empty());
        });
    }

    private static Uni<Optional<OpenRun>> openRun(SqlConnection connection, AccountKey account) {
        return first(connection, OPEN_RUN, Tuple.of(account.provider(), account.accountId()))
                .map(found -> found.map(row ->
                        new OpenRun(row.getUUID("run_id"), row.getLong("chain_fence"), row.getBoolean("applied"))));
    }

    private static Uni<Void> end(SqlConnection connection, Optional<OpenRun> open, UUID successor) {
        if (open.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        UUID runId = open.get().runId();
        return Rows.execute(connection, open.get().applied() ? END_APPLIED : END_INTERRUPTED, Tuple.of(runId))
                .chain(() -> Rows.execute(connection, HAND_ON, Tuple.of(runId, successor)))
                .replaceWithVoid();
    }

    private static Tuple opening(AccountKey account, Head head, long generation) {
        return Tuple.of(
                        head.run().runId(),
                        account.provider(),
                        account.accountId(),
                        head.run().mode().name().toLowerCase(Locale.ROOT),
                        generation,
                        head.run().fence())
                .addUUID(head.agentRunId())
                .addArrayOfUUID(head.awaited().toArray(UUID[]::new));
    }

    private static Uni<Optional<Row>> first(SqlConnection connection, String sql, Tuple arguments) {
        return connection
                .preparedQuery(sql)
                .execute(arguments)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst());
    }
}
