package dev.kith.sync.log;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.database.SqlFailures;
import dev.kith.sync.log.TopicRecords.Stretch;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * Applies a dead letter once more, from the log and at the position it has there: a state that was applied meanwhile is newer
 * and stands.
 */
@ApplicationScoped
public class DeadLetterRedrive {

    /** What came of it. */
    public enum Outcome {
        /** There is no such dead letter. */
        UNKNOWN,
        /** It was applied before. */
        REDRIVEN_ALREADY,
        /** The log does not hold the record any more. */
        GONE,
        /** Not even this version can read it. */
        UNREADABLE,
        /** Its account is not connected: nothing of it is applied. */
        NOT_CONNECTED,
        /** The database refuses something of it that is no contact's, call's or message's: these are set aside. */
        REFUSED,
        APPLIED
    }

    private static final String FIND =
            "SELECT log_topic, log_partition, log_offset, topic_id, status FROM contacts_dead_letters WHERE id = $1";
    private static final String CONNECTED = """
            SELECT 1 FROM contacts_source_accounts WHERE provider = $1 AND account_id = $2 AND disconnected_at IS NULL
            """;
    private static final String DONE = """
            UPDATE contacts_dead_letters SET status = 'redriven', redriven_at = now(), redriven_by = $2
            WHERE id = $1 AND status = 'open'
            """;

    private final Pool pool;
    private final LogLookup lookup;
    private final ContactRecords contacts;
    private final InteractionRecords interactions;

    DeadLetterRedrive(Pool pool, LogLookup lookup, ContactRecords contacts, InteractionRecords interactions) {
        this.pool = pool;
        this.lookup = lookup;
        this.contacts = contacts;
        this.interactions = interactions;
    }

    public Uni<Outcome> redrive(UUID id, String actor) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id))
                .chain(rows ->
                        rows.iterator().hasNext() ? redrive(rows.iterator().next()) : outcome(Outcome.UNKNOWN))
                .call(outcome -> outcome == Outcome.APPLIED
                        ? pool.preparedQuery(DONE).execute(Tuple.of(id, actor))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Outcome> redrive(Row letter) {
        if (!letter.getString("status").equals("open")) {
            return outcome(Outcome.REDRIVEN_ALREADY);
        }
        var partition = new TopicPartition(letter.getString("log_topic"), letter.getInteger("log_partition"));
        return lookup.find(partition, letter.getLong("log_offset"), letter.getString("topic_id"))
                .chain(found -> found.map(record -> partition.topic().equals(Topics.INTERACTIONS)
                                ? apply(record, interactions)
                                : apply(record, contacts))
                        .orElseGet(() -> outcome(Outcome.GONE)));
    }

    private <B> Uni<Outcome> apply(LogLookup.Found found, TopicRecords<B> contents) {
        return contents.read(found.source(), found.topicId()) instanceof Read.Batch<B> batch
                ? connected(batch.account())
                        .chain(connected -> connected
                                ? contents.again(stretch(found, batch))
                                : Uni.createFrom().item(false))
                        .map(applied -> applied ? Outcome.APPLIED : Outcome.NOT_CONNECTED)
                        .onFailure(SqlFailures::refused)
                        .recoverWithItem(Outcome.REFUSED)
                : outcome(Outcome.UNREADABLE);
    }

    private static <B> Stretch<B> stretch(LogLookup.Found found, Read.Batch<B> batch) {
        long offset = found.source().offset();
        return new Stretch<>(
                found.source().topic(),
                found.topicId(),
                found.source().partition(),
                offset,
                offset + 1,
                batch.account(),
                batch.runId(),
                List.of(batch.content()));
    }

    private Uni<Boolean> connected(AccountKey account) {
        return pool.preparedQuery(CONNECTED)
                .execute(Tuple.of(account.provider(), account.accountId()))
                .map(rows -> rows.iterator().hasNext());
    }

    private static Uni<Outcome> outcome(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
