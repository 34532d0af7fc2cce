package dev.kith.sync.backfill.write;

import dev.kith.model.ContactBatch;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.Counts;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Keeps the book of a run while its batches are applied: which pages are in, what they came to, where to resume. */
public final class RunLedger {

    private static final String STANDING = """
            SELECT s.applied_fence, r.chain_fence, r.checkpoint_page,
                   r.state = 'RUNNING' AND a.disconnected_at IS NULL AS open,
                   a.settings ->> 'otherContacts' = 'create' AS create_from_other,
                   EXISTS (SELECT 1 FROM contacts_deletion_candidates d
                           WHERE d.provider = $1 AND d.account_id = $2) AS candidates_open,
                   EXISTS (SELECT 1 FROM contacts_quarantine q
                           WHERE q.provider = $1 AND q.account_id = $2 AND q.status = 'open') AS quarantine_open
            FROM contacts_sync_state s
            JOIN contacts_source_accounts a ON a.provider = s.provider AND a.account_id = s.account_id
            JOIN contacts_sync_runs r ON r.run_id = $3
            WHERE s.provider = $1 AND s.account_id = $2
            """;

    private static final String BOOK = """
            WITH batch AS (
                SELECT * FROM unnest($2::int[], $3::bigint[], $4::int[], $5::int[], $6::text[], $7::int[], $8::int[],
                                     $9::bool[], $10::text[], $11::int[], $12::bigint[])
                              AS u (page, fence, part, parts, stream, listed, total, complete, topic, partition, off)
            ), parts AS (
                INSERT INTO contacts_sync_run_parts
                    (run_id, page, fence, part, parts, stream, listed, log_topic, log_partition, log_offset)
                SELECT $1, page, fence, part, parts, stream, listed, topic, partition, off FROM batch
                ON CONFLICT DO NOTHING
            ), streams AS (
                INSERT INTO contacts_sync_run_streams AS s (run_id, stream, total, complete)
                SELECT $1, stream, max(total), bool_or(complete) FROM batch
                WHERE fence >= $13 AND stream IS NOT NULL
                GROUP BY stream
                ON CONFLICT (run_id, stream) DO UPDATE
                SET total = coalesce(excluded.total, s.total), complete = s.complete OR excluded.complete
            ), fence AS (
                UPDATE contacts_sync_state SET applied_fence = greatest(applied_fence, $14)
                WHERE provider = $15 AND account_id = $16 AND applied_fence < $14
            )
            UPDATE contacts_sync_runs
            SET created = created + $17, updated = updated + $18, unchanged = unchanged + $19, skipped = skipped + $20,
                conflicts = conflicts + $21, quarantined = quarantined + $22,
                sweep_forbidden = CASE WHEN $23 THEN 'entries without a readable id' ELSE sweep_forbidden END,
                labels_changed = labels_changed OR $24
            WHERE run_id = $1
            """;

    private static final String CHECKPOINT = """
            WITH whole AS (
                SELECT DISTINCT page FROM (
                    SELECT page FROM contacts_sync_run_parts
                    WHERE run_id = $1 AND fence >= $2 AND page > $3
                    GROUP BY page, fence HAVING count(*) = max(parts)) p
            ), reached AS (
                SELECT coalesce(max(page) FILTER (WHERE page - place = $3), $3) AS page
                FROM (SELECT page, row_number() OVER (ORDER BY page) AS place FROM whole) numbered
            ), moved AS (
                UPDATE contacts_sync_runs SET checkpoint_page = reached.page, checkpoint = u.token
                FROM reached JOIN unnest($4::int[], $5::text[]) AS u (page, token) USING (page)
                WHERE run_id = $1 AND reached.page > $3
            )
            SELECT page FROM reached
            """;

    private RunLedger() {}

    /** Locks the account's state and tells how the run stands; an unknown run or account is not open. */
    public static Uni<Standing> lock(SqlConnection connection, AccountKey account, UUID runId) {
        Tuple arguments = Tuple.of(account.provider(), account.accountId(), runId);
        return AccountLock.take(connection, account)
                .chain(() -> connection.preparedQuery(STANDING).execute(arguments))
                .map(rows -> {
                    if (!rows.iterator().hasNext()) {
                        return Standing.APART;
                    }
                    Row row = rows.iterator().next();
                    return new Standing(
                            row.getBoolean("open"),
                            row.getLong("applied_fence"),
                            row.getLong("chain_fence"),
                            row.getInteger("checkpoint_page"),
                            Boolean.TRUE.equals(row.getBoolean("create_from_other")),
                            row.getBoolean("candidates_open"),
                            row.getBoolean("quarantine_open"));
                });
    }

    /**
     * Books batches that were applied, and moves the checkpoint over every page that is now wholly in.
     *
     * @return the last page up to which all are in
     */
    public static Uni<Integer> book(
            SqlConnection connection,
            AccountKey account,
            Standing standing,
            List<Slice.Entry> entries,
            Counts counts,
            boolean labelsChanged) {
        List<ContactBatch> batches = entries.stream().map(Slice.Entry::batch).toList();
        UUID runId = batches.get(0).run().runId();
        Columns<Slice.Entry> parts = new Columns<>(entries, Tuple.tuple().addUUID(runId))
                .integer(entry -> entry.batch().run().page())
                .number(entry -> entry.batch().run().fence())
                .integer(entry -> entry.batch().run().part())
                .integer(entry -> entry.batch().run().parts())
                .text(entry -> entry.batch().stream())
                .integer(Slice.Entry::listed)
                .integer(entry -> entry.batch().total())
                .flag(entry ->
                        entry.batch().streamComplete() && entry.batch().run().endsPage())
                .text(entry -> entry.position().topic())
                .integer(entry -> entry.position().partition())
                .number(entry -> entry.position().offset());
        long fence =
                batches.stream().mapToLong(batch -> batch.run().fence()).max().orElseThrow();
        boolean unreadable = batches.stream().anyMatch(batch -> batch.unreadable() > 0);
        Tuple booked = parts.tuple()
                .addLong(standing.chainFence())
                .addLong(fence)
                .addString(account.provider())
                .addString(account.accountId())
                .addInteger(counts.createdCount())
                .addInteger(counts.updatedCount())
                .addInteger(counts.unchangedCount())
                .addInteger(counts.skippedCount())
                .addInteger(counts.conflictCount())
                .addInteger(counts.quarantinedCount())
                .addBoolean(unreadable)
                .addBoolean(labelsChanged);
        return Rows.execute(connection, BOOK, booked).chain(() -> checkpoint(connection, runId, standing, batches));
    }

    private static Uni<Integer> checkpoint(
            SqlConnection connection, UUID runId, Standing standing, List<ContactBatch> batches) {
        List<ContactBatch> pages = batches.stream()
                .filter(batch -> batch.run().fence() >= standing.chainFence())
                .toList();
        Tuple arguments = new Columns<>(pages, Tuple.of(runId, standing.chainFence(), standing.checkpointPage()))
                .integer(batch -> batch.run().page())
                .text(RunLedger::token)
                .tuple();
        return connection
                .preparedQuery(CHECKPOINT)
                .execute(arguments)
                .map(rows -> rows.iterator().next().getInteger("page"));
    }

    private static String token(ContactBatch batch) {
        return batch.checkpoint() != null ? batch.checkpoint() : batch.nextPageToken();
    }
}
