package dev.kith.sync.backfill.write;

import dev.kith.sync.backfill.Slice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** Advances the consumer's position inside the transaction that applies what lies before it. */
public final class LogOffsets {

    private static final String ADVANCE = """
            UPDATE contacts_log_offsets SET next_offset = $5
            WHERE topic = $1 AND partition = $2 AND topic_id = $3 AND next_offset = $4
            """;

    private LogOffsets() {}

    public static Uni<Void> claim(SqlConnection connection, Slice slice) {
        return claim(connection, slice.topic(), slice.partition(), slice.topicId(), slice.from(), slice.next());
    }

    /** Moves a partition from one offset to another; fails with {@link OffsetMovedException} when it stands elsewhere. */
    public static Uni<Void> claim(
            SqlConnection connection, String topic, int partition, String topicId, long from, long next) {
        return advance(connection, topic, partition, topicId, from, next).map(advanced -> {
            if (!advanced) {
                throw new OffsetMovedException(topic, partition, from);
            }
            return null;
        });
    }

    /** Moves a partition from one offset to another; false when it does not stand there. */
    public static Uni<Boolean> advance(
            SqlConnection connection, String topic, int partition, String topicId, long from, long next) {
        return connection
                .preparedQuery(ADVANCE)
                .execute(Tuple.of(topic, partition, topicId, from, next))
                .map(rows -> rows.rowCount() == 1);
    }
}
