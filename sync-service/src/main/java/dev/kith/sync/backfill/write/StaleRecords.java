package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.database.Columns;
import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Remembers records of senders that were overtaken. They stand further on in the log than what came in their stead, and say
 * what was so before.
 */
public final class StaleRecords {

    // A record that is only read again was booked when it was read first, for as long as its run is known.
    // A late copy of one stands further on in the same log.
    private static final String NOTE = """
            INSERT INTO contacts_stale_records (log_topic, log_partition, log_offset)
            SELECT u.topic, u.partition, u.off
            FROM unnest($4::text[], $5::int[], $6::bigint[], $7::bigint[], $8::int[], $9::int[])
                 AS u (topic, partition, off, fence, page, part)
            JOIN contacts_sync_state s ON s.provider = $1 AND s.account_id = $2
            JOIN contacts_sync_runs r ON r.run_id = $3
            WHERE u.fence < s.applied_fence
              AND NOT EXISTS (SELECT 1 FROM contacts_sync_run_parts p
                              WHERE p.run_id = $3 AND p.page = u.page AND p.fence = u.fence AND p.part = u.part
                                AND (p.log_topic = u.topic AND p.log_partition = u.partition AND p.log_offset < u.off)
                                    IS NOT TRUE)
            ON CONFLICT DO NOTHING
            """;
    private static final String OFFSETS =
            "SELECT log_offset FROM contacts_stale_records WHERE log_topic = $1 AND log_partition = $2";

    private StaleRecords() {}

    /** Notes those of one run's records, none of which is applied, that lie below the account's fence. */
    public static Uni<Void> note(SqlConnection connection, AccountKey account, List<Slice.Entry> passedOver) {
        if (passedOver.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple key = Tuple.of(
                account.provider(),
                account.accountId(),
                passedOver.get(0).batch().run().runId());
        Tuple arguments = new Columns<>(passedOver, key)
                .text(entry -> entry.position().topic())
                .integer(entry -> entry.position().partition())
                .number(entry -> entry.position().offset())
                .number(entry -> entry.batch().run().fence())
                .integer(entry -> entry.batch().run().page())
                .integer(entry -> entry.batch().run().part())
                .tuple();
        return Rows.execute(connection, NOTE, arguments).replaceWithVoid();
    }

    /** The offsets of a partition at which such records stand. */
    public static Uni<Set<Long>> offsets(SqlClient client, String topic, String topicId, int partition) {
        return client.preparedQuery(OFFSETS)
                .execute(Tuple.of(LogPosition.topic(topic, topicId), partition))
                .map(rows -> {
                    Set<Long> offsets = new HashSet<>();
                    rows.forEach(row -> offsets.add(row.getLong("log_offset")));
                    return offsets;
                });
    }
}
