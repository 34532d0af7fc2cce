package dev.kith.sync.log;

import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.write.LogOffsets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where each partition of the log stands, as the CRM's database says: the only position that counts. */
@ApplicationScoped
class PartitionPositions {

    /** A partition of a certain incarnation of a topic. */
    public record Position(String topicId, long nextOffset) {}

    private static final String READ =
            "SELECT topic_id, next_offset FROM contacts_log_offsets WHERE topic = $1 AND partition = $2";

    private static final String ALL = "SELECT topic, partition, next_offset FROM contacts_log_offsets";

    private static final String RESET = """
            INSERT INTO contacts_log_offsets AS o (topic, partition, topic_id, next_offset) VALUES ($1, $2, $3, $4)
            ON CONFLICT (topic, partition) DO UPDATE SET topic_id = excluded.topic_id, next_offset = excluded.next_offset
            WHERE o.topic_id <> excluded.topic_id OR o.next_offset = $5
            """;

    // What follows stands where the lost records stood, and is newer than they were.
    private static final String CUT_LINKS = """
            UPDATE contacts_source_links SET log_offset = $3
            WHERE log_topic = $1 AND log_partition = $2 AND log_offset > $3
            """;
    private static final String CUT_STALE = """
            DELETE FROM contacts_stale_records WHERE log_topic = $1 AND log_partition = $2 AND log_offset >= $3
            """;
    private static final String CUT_LETTERS = """
            UPDATE contacts_dead_letters SET topic_id = topic_id || ' (lost)'
            WHERE log_topic || '@' || topic_id = $1 AND log_partition = $2 AND log_offset >= $3
            """;

    // Pages of theirs may be gone. What is there still has some time to arrive before they are read again.
    private static final String READ_RUNS_AGAIN = """
            UPDATE contacts_sync_runs SET phase = 'FETCHING', next_attempt_at = now() + interval '2 minutes'
            WHERE state = 'RUNNING' AND phase = 'APPLYING' AND provider <> ALL ($1)
            """;

    private final Pool pool;

    PartitionPositions(Pool pool) {
        this.pool = pool;
    }

    /** The stored position; {@code null} when the partition was never read. */
    public Uni<Position> read(String topic, int partition) {
        return pool.preparedQuery(READ).execute(Tuple.of(topic, partition)).map(rows -> {
            var row = rows.iterator();
            if (!row.hasNext()) {
                return null;
            }
            var found = row.next();
            return new Position(found.getString("topic_id"), found.getLong("next_offset"));
        });
    }

    /** The next offset of every partition that was ever read. */
    Uni<Map<TopicPartition, Long>> all() {
        return pool.preparedQuery(ALL).execute().map(rows -> {
            var next = new HashMap<TopicPartition, Long>();
            rows.forEach(row -> next.put(
                    new TopicPartition(row.getString("topic"), row.getInteger("partition")),
                    row.getLong("next_offset")));
            return next;
        });
    }

    /**
     * Starts a partition at an offset, unless somebody moved it since it was read. Where it had been read before, something
     * of the log is lost.
     *
     * @param stale the stored offset that no longer holds; -1 when there was none
     */
    Uni<Void> reset(String topic, int partition, String topicId, long start, long stale) {
        return pool.preparedQuery(RESET)
                .execute(Tuple.of(topic, partition, topicId, start, stale))
                .chain(() -> stale >= 0 && topic.equals(Topics.CONTACTS)
                        ? pool.preparedQuery(READ_RUNS_AGAIN)
                                .execute(Tuple.of(ProviderRegistry.PUSHING.toArray(String[]::new)))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    /**
     * Starts a partition anew whose log has lost its end: what is known by its position there goes on as if it stood where
     * the log was cut.
     *
     * @param stale the stored offset that no longer holds
     * @param end where the log ended when it was cut
     */
    Uni<Void> cut(TopicPartition partition, String topicId, long start, long stale, long end) {
        Tuple lost = Tuple.of(LogPosition.topic(partition.topic(), topicId), partition.partition(), end);
        return pool.withTransaction(connection -> connection
                        .preparedQuery(CUT_LINKS)
                        .execute(lost)
                        .chain(() -> connection.preparedQuery(CUT_STALE).execute(lost))
                        .chain(() -> connection.preparedQuery(CUT_LETTERS).execute(lost)))
                .chain(() -> reset(partition.topic(), partition.partition(), topicId, start, stale));
    }

    /** Moves past records that need nothing. */
    Uni<Void> pass(TopicPartition partition, String topicId, long from, long next) {
        return pool.withTransaction(connection ->
                LogOffsets.claim(connection, partition.topic(), partition.partition(), topicId, from, next));
    }
}
