package dev.kith.sync.log.replay;

import dev.kith.sync.backfill.write.StaleRecords;
import dev.kith.sync.database.Rows;
import dev.kith.sync.log.LogRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Replays as PostgreSQL holds them: one at a time, worked on by one instance at a time. */
@ApplicationScoped
class ReplayStore {

    /** Longer than any window takes; who does not report within it has lost the replay. */
    static final Duration LEASE = Duration.ofSeconds(60);

    private static final String START = """
            INSERT INTO contacts_replays
                (id, dry_run, rebuild, from_time, provider, account_id, requested_by, agreed_plan, last_decision)
            SELECT $1, $2, $3 AND NOT EXISTS (SELECT 1 FROM contacts), $4, $5, $6, $7, $8,
                   (SELECT coalesce(max(id), 0) FROM contacts_decisions)
            ON CONFLICT DO NOTHING
            """;
    private static final String CLAIM = """
            UPDATE contacts_replays
            SET owner = $1, expires_at = now() + $2::bigint * interval '1 millisecond', attempts = attempts + 1
            WHERE state = 'RUNNING' AND (owner IS NULL OR owner = $1 OR expires_at < now())
            RETURNING id, dry_run, rebuild, restored, from_time, provider, account_id, last_decision, attempts, agreed_plan,
                      report::text AS report
            """;
    private static final String APPLY = """
            WITH agreed AS (
                UPDATE contacts_replays
                SET agreed_plan = NULL, report = '{}', attempts = 0,
                    expires_at = now() + $3::bigint * interval '1 millisecond'
                WHERE id = $1 AND owner = $2 AND state = 'RUNNING'
                RETURNING id
            ), looked_at AS (
                DELETE FROM contacts_replay_partitions p USING agreed WHERE p.replay_id = agreed.id
            )
            SELECT id FROM agreed
            """;
    private static final String ADD_RANGES = """
            INSERT INTO contacts_replay_partitions (replay_id, topic, partition, topic_id, first_offset, next_offset)
            SELECT $1, * FROM unnest($2::text[], $3::int[], $4::text[], $5::bigint[], $6::bigint[])
            ON CONFLICT DO NOTHING
            """;
    private static final String RANGES = """
            SELECT topic, partition, topic_id, first_offset, next_offset FROM contacts_replay_partitions
            WHERE replay_id = $1 ORDER BY topic, partition
            """;
    private static final String NOT_APPLIED = """
            SELECT 1 FROM contacts_replay_partitions p
            WHERE p.replay_id = $1 AND\s""" + ReplayQueries.AHEAD_OF_CONSUMER + " LIMIT 1";
    private static final String WAIT = """
            UPDATE contacts_replays
            SET attempts = 0, expires_at = now() + $3::bigint * interval '1 millisecond'
            WHERE id = $1 AND owner = $2 AND state = 'RUNNING'
            """;
    private static final String ADVANCE = """
            WITH held AS (
                UPDATE contacts_replays
                SET report = $3::text::jsonb, attempts = 0,
                    expires_at = now() + $4::bigint * interval '1 millisecond'
                WHERE id = $1 AND owner = $2 AND state = 'RUNNING'
                RETURNING id
            )
            UPDATE contacts_replay_partitions p SET next_offset = $7 FROM held
            WHERE p.replay_id = held.id AND p.topic = $5 AND p.partition = $6
            """;
    private static final String RENEW = """
            UPDATE contacts_replays SET expires_at = now() + $3::bigint * interval '1 millisecond'
            WHERE id = $1 AND owner = $2 AND state = 'RUNNING'
            """;
    private static final String RESTORED = """
            UPDATE contacts_replays
            SET restored = true, report = $3::text::jsonb, attempts = 0,
                expires_at = now() + $4::bigint * interval '1 millisecond'
            WHERE id = $1 AND owner = $2 AND state = 'RUNNING'
            """;
    private static final String END = """
            UPDATE contacts_replays SET state = $3, error = $4, ended_at = now(), report = $5::text::jsonb, plan_fingerprint = $6
            WHERE id = $1 AND owner = $2 AND state = 'RUNNING'
            """;

    private static final String CANCEL = """
            UPDATE contacts_replays
            SET state = 'CANCELLED', ended_at = now(),
                error = 'Cancelled by ' || $2 || CASE
                    WHEN dry_run OR agreed_plan IS NOT NULL THEN '.'
                    WHEN rebuild THEN '. The CRM is made in part: empty its tables and begin again.'
                    ELSE '. What was applied stays.' END
            WHERE id = $1 AND state = 'RUNNING'
            """;

    private final Pool pool;

    ReplayStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * False when another one is under way.
     *
     * @param agreedPlan what has to be found once more before anything is changed; {@code null} when nothing has to
     */
    Uni<Boolean> start(UUID id, ReplayRequest request, String agreedPlan, String requestedBy) {
        Tuple arguments = Tuple.of(id, request.dryRun(), request.from() == null)
                .addOffsetDateTime(Rows.time(request.from()))
                .addString(request.provider())
                .addString(request.accountId())
                .addString(requestedBy)
                .addString(agreedPlan);
        return pool.preparedQuery(START).execute(arguments).map(rows -> rows.rowCount() == 1);
    }

    /** The replay that waits for somebody to work on it, or that the owner works on already. */
    Uni<Optional<Replay>> claim(String owner) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(owner, LEASE.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReplayStore::replay)
                        .findFirst());
    }

    private static Replay replay(Row row) {
        ReplayRequest request = new ReplayRequest(
                Rows.instant(row, "from_time"),
                row.getString("provider"),
                row.getString("account_id"),
                row.getBoolean("dry_run"));
        return new Replay(
                row.getUUID("id"),
                request,
                row.getBoolean("rebuild"),
                row.getBoolean("restored"),
                row.getLong("last_decision"),
                row.getInteger("attempts"),
                row.getString("agreed_plan"),
                Rows.read(row.getString("report"), ReplayReport.class));
    }

    Uni<Void> add(UUID replay, List<LogRange> ranges) {
        Tuple arguments = Tuple.of(replay)
                .addArrayOfString(ranges.stream().map(LogRange::topic).toArray(String[]::new))
                .addArrayOfInteger(ranges.stream().map(LogRange::partition).toArray(Integer[]::new))
                .addArrayOfString(ranges.stream().map(LogRange::topicId).toArray(String[]::new))
                .addArrayOfLong(ranges.stream().map(LogRange::first).toArray(Long[]::new))
                .addArrayOfLong(ranges.stream().map(LogRange::next).toArray(Long[]::new));
        return pool.preparedQuery(ADD_RANGES).execute(arguments).replaceWithVoid();
    }

    Uni<List<LogRange>> ranges(UUID replay) {
        return pool.preparedQuery(RANGES).execute(Tuple.of(replay)).map(rows -> {
            List<LogRange> ranges = new ArrayList<>();
            for (Row row : rows) {
                ranges.add(new LogRange(
                        row.getString("topic"),
                        row.getInteger("partition"),
                        row.getString("topic_id"),
                        row.getLong("first_offset"),
                        row.getLong("next_offset")));
            }
            return ranges;
        });
    }

    /**
     * Whether the log's consumer has decided everything that the replay is about: what it has not may be held, or dropped,
     * when it comes to it.
     */
    Uni<Boolean> applied(UUID replay) {
        return pool.preparedQuery(NOT_APPLIED).execute(Tuple.of(replay)).map(rows -> rows.rowCount() == 0);
    }

    /** Keeps the replay for as long as the consumer takes. Fails with {@link ReplayLostException} when it is no longer the owner's. */
    Uni<Void> waiting(UUID replay, String owner) {
        return hit(WAIT, replay, Tuple.of(replay, owner, LEASE.toMillis()));
    }

    /** Offsets of records that its partition's consumer passed over, since their sender had been overtaken. */
    Uni<Set<Long>> stale(LogRange range) {
        return StaleRecords.offsets(pool, range.topic(), range.topicId(), range.partition());
    }

    /** Fails with {@link ReplayLostException} when it is no longer the owner's. */
    Uni<Void> advance(UUID replay, String owner, LogRange range, ReplayReport report) {
        Tuple arguments = Tuple.of(replay, owner, Rows.json(report), LEASE.toMillis())
                .addString(range.topic())
                .addInteger(range.partition())
                .addLong(range.next());
        return hit(ADVANCE, replay, arguments);
    }

    /** Keeps the replay. Fails with {@link ReplayLostException} when it is no longer the owner's. */
    Uni<Void> renew(UUID replay, String owner) {
        return hit(RENEW, replay, Tuple.of(replay, owner, LEASE.toMillis()));
    }

    /** The CRM is made again: only the log is left. */
    Uni<Void> restored(UUID replay, String owner, ReplayReport report) {
        return hit(RESTORED, replay, Tuple.of(replay, owner, Rows.json(report), LEASE.toMillis()));
    }

    /** The plan still holds: the replay begins anew, and changes things. */
    Uni<Void> apply(UUID replay, String owner) {
        return hit(APPLY, replay, Tuple.of(replay, owner, LEASE.toMillis()));
    }

    /** @param error {@code null} when it succeeded */
    Uni<Void> end(Replay replay, String owner, ReplayReport report, String error) {
        String state = error == null ? "SUCCEEDED" : "FAILED";
        String plan = error == null && replay.request().dryRun() ? report.fingerprint(replay.request()) : null;
        return hit(END, replay.id(), Tuple.of(replay.id(), owner, state, error, Rows.json(report), plan));
    }

    /** Whoever works on it stops where it tells next how far it is. False when it has ended, or there is none. */
    Uni<Boolean> cancel(UUID replay, String actor) {
        return pool.preparedQuery(CANCEL).execute(Tuple.of(replay, actor)).map(rows -> rows.rowCount() == 1);
    }

    private Uni<Void> hit(String sql, UUID replay, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments).map(rows -> {
            if (rows.rowCount() == 0) {
                throw new ReplayLostException(replay);
            }
            return null;
        });
    }
}
