package dev.kith.sync.log;

import dev.kith.sync.backfill.write.LogOffsets;
import dev.kith.sync.backfill.write.RunCompletion;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Puts records that cannot be read where they can be looked at and sent again. */
@ApplicationScoped
class DeadLetters {

    // A letter of a log that was lost can no longer be driven in again: its place is taken.
    private static final String LIST = """
            INSERT INTO contacts_dead_letters AS l (log_topic, log_partition, log_offset, reason, message, topic_id)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (log_topic, log_partition, log_offset) DO UPDATE
            SET reason = excluded.reason, message = excluded.message, topic_id = excluded.topic_id, status = 'open',
                created_at = now(), redriven_at = NULL, redriven_by = NULL
            WHERE l.topic_id <> excluded.topic_id
            """;

    // The page this record was can no longer arrive.
    private static final String FAIL_RUN = """
            WITH locked AS (
                SELECT provider, account_id FROM contacts_sync_state WHERE provider || '/' || account_id = $1 FOR UPDATE
            )
            UPDATE contacts_sync_runs r
            SET state = 'FAILED', phase = 'DONE', ended_at = now(), error_code = 'dead_letter',
                error_message = 'A record of this run could not be read and is among the dead letters. The next run starts from the last good cursor.'
            FROM locked
            WHERE r.state = 'RUNNING' AND r.phase IN ('FETCHING', 'APPLYING')
              AND r.provider = locked.provider AND r.account_id = locked.account_id
            RETURNING r.run_id
            """;

    // An agent does not send again what the log took: the rest of its run lands all the same.
    private static final String MARK_AGENT_RUN = """
            UPDATE contacts_sync_runs
            SET quarantined = quarantined + 1, sweep_forbidden = 'a record that could not be read'
            WHERE state = 'RUNNING' AND provider = 'macos' AND provider || '/' || account_id = $1
            """;

    private final Pool pool;
    private final MutinyEmitter<byte[]> topic;

    DeadLetters(Pool pool, @Channel("dead-letters-out") MutinyEmitter<byte[]> topic) {
        this.pool = pool;
        this.topic = topic;
    }

    /** Publishes the record as it came, then lists it and moves past it in one transaction. */
    Uni<Void> accept(Read.DeadLetter<?> letter, String topicId) {
        return publish(letter).chain(() -> pool.withTransaction(connection -> list(connection, letter, topicId)));
    }

    /** One that is too big to be written once more is named only: it is driven in again from where it stands. */
    private Uni<Void> publish(Read.DeadLetter<?> letter) {
        ConsumerRecord<byte[], byte[]> source = letter.source();
        byte[] value = source.value() == null ? new byte[0] : source.value();
        return publish(
                        letter,
                        source.key(),
                        value,
                        new RecordHeaders(source.headers().toArray()))
                .onFailure(DeadLetters::tooBig)
                .recoverWithUni(() -> publish(letter, null, new byte[0], new RecordHeaders()));
    }

    private static boolean tooBig(Throwable failure) {
        return failure instanceof RecordTooLargeException || failure.getCause() instanceof RecordTooLargeException;
    }

    private Uni<Void> publish(Read.DeadLetter<?> letter, byte[] key, byte[] value, RecordHeaders headers) {
        ConsumerRecord<byte[], byte[]> source = letter.source();
        headers.add("kith_reason", bytes(letter.reason()));
        headers.add("kith_origin_topic", bytes(source.topic()));
        headers.add("kith_origin_partition", bytes(String.valueOf(source.partition())));
        headers.add("kith_origin_offset", bytes(String.valueOf(source.offset())));
        OutgoingKafkaRecordMetadata<byte[]> metadata = OutgoingKafkaRecordMetadata.<byte[]>builder()
                .withKey(key)
                .withHeaders(headers)
                .build();
        return topic.sendMessage(Message.of(value).addMetadata(metadata));
    }

    /** A letter that another instance listed, and moved past, says nothing of the run that is open by now. */
    private static Uni<Void> list(SqlConnection connection, Read.DeadLetter<?> letter, String topicId) {
        ConsumerRecord<byte[], byte[]> source = letter.source();
        Tuple arguments = Tuple.of(
                source.topic(), source.partition(), source.offset(), letter.reason(), letter.message(), topicId);
        String key = source.key() == null ? "" : new String(source.key(), StandardCharsets.UTF_8);
        return connection
                .preparedQuery(LIST)
                .execute(arguments)
                .chain(() -> LogOffsets.advance(
                        connection, source.topic(), source.partition(), topicId, source.offset(), source.offset() + 1))
                .chain(advanced -> advanced
                        ? tellRun(connection, source.topic(), Tuple.of(key.replace("\0", "")))
                        : Uni.createFrom().voidItem());
    }

    private static Uni<Void> tellRun(SqlConnection connection, String topic, Tuple account) {
        return topic.equals(Topics.CONTACTS)
                ? connection
                        .preparedQuery(FAIL_RUN)
                        .execute(account)
                        .chain(failed -> failed.size() == 0
                                ? Uni.createFrom().voidItem()
                                : RunCompletion.stillInFull(
                                        connection, failed.iterator().next().getUUID("run_id")))
                : connection.preparedQuery(MARK_AGENT_RUN).execute(account).replaceWithVoid();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
