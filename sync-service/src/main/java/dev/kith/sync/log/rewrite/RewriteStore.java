package dev.kith.sync.log.rewrite;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.erased.ErasedPeople;
import dev.kith.sync.backfill.write.StaleRecords;
import dev.kith.sync.interaction.HandleKey;
import dev.kith.sync.interaction.write.HolderLoader;
import dev.kith.sync.log.LogRange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;

/** What the rewriting of the log knows from the database, and leaves there. */
@ApplicationScoped
class RewriteStore {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final String CLAIM = """
            INSERT INTO contacts_log_rewriter AS r (id, owner, expires_at)
            VALUES (1, $1, now() + $2 * interval '1 millisecond')
            ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
            WHERE r.owner = excluded.owner OR r.expires_at < now()
            """;
    private static final String OPEN = "SELECT id FROM contacts_erasures WHERE log_rewritten_at IS NULL";
    private static final String SIGHTED = """
            SELECT topic, partition FROM contacts_log_sightings WHERE seen_at < now() - $1 * interval '1 millisecond'
            """;
    private static final String FORGET = """
            DELETE FROM contacts_log_sightings WHERE (topic, partition) IN (SELECT * FROM unnest($1::text[], $2::int[]))
              AND seen_at < now() - $3 * interval '1 millisecond'
            """;
    private static final String DONE = """
            UPDATE contacts_erasures SET log_rewritten_at = now(), problem = NULL WHERE id = ANY ($1)
            """;
    private static final String PROBLEM = "UPDATE contacts_erasures SET problem = $2 WHERE id = ANY ($1)";
    private static final String REPLAYING =
            "SELECT EXISTS (SELECT 1 FROM contacts_replays WHERE state = 'RUNNING') AS replaying";
    private static final String LINKED = """
            SELECT mark FROM unnest($1::text[]) mark
            WHERE EXISTS (
                SELECT 1 FROM contacts_source_links l
                WHERE l.external_contact_id = substring(mark FROM '^id:[^/]*/[^/]*/(.*)$')
                  AND mark = 'id:' || l.provider || '/' || replace(replace(l.account_id, '%', '%25'), '/', '%2F') || '/'
                             || l.external_contact_id)
               OR EXISTS (
                SELECT 1 FROM contacts_source_aliases a
                WHERE a.alias = substring(mark FROM '^id:[^/]*/[^/]*/(.*)$')
                  AND mark = 'id:' || a.provider || '/' || replace(replace(a.account_id, '%', '%25'), '/', '%2F') || '/'
                             || a.alias)
            """;
    private static final String LETTERS =
            "SELECT log_offset FROM contacts_dead_letters WHERE log_topic = $1 AND log_partition = $2";
    private static final String MOVE_LETTERS = """
            UPDATE contacts_dead_letters d SET log_offset = moved.new_offset
            FROM unnest($3::bigint[], $4::bigint[]) AS moved (old_offset, new_offset)
            WHERE d.log_topic = $1 AND d.log_partition = $2 AND d.log_offset = moved.old_offset
            """;
    private static final String DROP_LETTERS =
            "DELETE FROM contacts_dead_letters WHERE log_topic = $1 AND log_partition = $2 AND log_offset < $3";

    private final Pool pool;
    private final ErasedPeople erased;
    private final String region;

    RewriteStore(Pool pool, ErasedPeople erased, DefaultRegion region) {
        this.pool = pool;
        this.erased = erased;
        this.region = region.code();
    }

    String region() {
        return region;
    }

    /** Claims the work, or keeps it; false as long as another instance works on it. */
    Uni<Boolean> claim(String owner) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(owner, LEASE.toMillis()))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Erasures that the log has not followed. */
    Uni<List<UUID>> open() {
        return pool.query(OPEN).execute().map(rows -> list(rows, row -> row.getUUID("id")));
    }

    /** Partitions in which somebody turned up that long ago, so that what comes at once is dealt with at once. */
    Uni<List<TopicPartition>> sighted(Duration patience) {
        return pool.preparedQuery(SIGHTED)
                .execute(Tuple.of(patience.toMillis()))
                .map(rows ->
                        list(rows, row -> new TopicPartition(row.getString("topic"), row.getInteger("partition"))));
    }

    Uni<Void> done(List<UUID> erasures, List<TopicPartition> sighted, Duration patience) {
        Tuple partitions = Tuple.tuple()
                .addArrayOfString(sighted.stream().map(TopicPartition::topic).toArray(String[]::new))
                .addArrayOfInteger(
                        sighted.stream().map(TopicPartition::partition).toArray(Integer[]::new))
                .addLong(patience.toMillis());
        return pool.preparedQuery(DONE)
                .execute(ids(erasures))
                .chain(() -> pool.preparedQuery(FORGET).execute(partitions))
                .replaceWithVoid();
    }

    Uni<Void> problem(List<UUID> erasures, String problem) {
        return pool.preparedQuery(PROBLEM)
                .execute(ids(erasures).addString(problem))
                .replaceWithVoid();
    }

    Uni<Boolean> replaying() {
        return pool.query(REPLAYING)
                .execute()
                .map(rows -> rows.iterator().next().getBoolean("replaying"));
    }

    /** Who was erased of those that records speak of. */
    Uni<Erased> erased(Collection<LogContent> contents) {
        Set<String> marks = new HashSet<>();
        contents.forEach(content -> marks.addAll(content.marks()));
        return pool.withTransaction(connection -> erased.among(connection, marks)
                .chain(found -> {
                    Set<String> names = new HashSet<>();
                    contents.stream()
                            .filter(content -> content.marks().stream().anyMatch(found::contains))
                            .filter(LoggedContacts.class::isInstance)
                            .forEach(content -> names.addAll(((LoggedContacts) content).names()));
                    return linked(connection, names)
                            .chain(linked -> held(connection, found).map(held -> new Erased(found, linked, held)));
                }));
    }

    private static Uni<Set<String>> linked(SqlConnection connection, Set<String> names) {
        return names.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : connection
                        .preparedQuery(LINKED)
                        .execute(Tuple.tuple().addArrayOfString(names.toArray(String[]::new)))
                        .map(rows -> Set.copyOf(list(rows, row -> row.getString("mark"))));
    }

    private Uni<Set<String>> held(SqlConnection connection, Set<String> marks) {
        List<HandleKey> handles = marks.stream()
                .filter(mark -> mark.startsWith("phone:") || mark.startsWith("email:"))
                .map(HandleKey::parse)
                .toList();
        return HolderLoader.load(connection, handles, region)
                .map(holders -> holders.keySet().stream().map(HandleKey::text).collect(Collectors.toSet()));
    }

    /** Offsets of records that its partition's consumer passed over, since their sender had been overtaken. */
    Uni<Set<Long>> stale(LogRange range) {
        return StaleRecords.offsets(pool, range.topic(), range.topicId(), range.partition());
    }

    /** The offsets of a partition's dead letters. */
    Uni<Set<Long>> letters(TopicPartition partition) {
        return pool.preparedQuery(LETTERS)
                .execute(Tuple.of(partition.topic(), partition.partition()))
                .map(rows -> Set.copyOf(list(rows, row -> row.getLong("log_offset"))));
    }

    /** Dead letters follow their records; those whose record is gone go. */
    Uni<Void> moveLetters(TopicPartition partition, Map<Long, Long> moved, long through) {
        List<Long> from = List.copyOf(moved.keySet());
        Tuple offsets = Tuple.of(partition.topic(), partition.partition())
                .addArrayOfLong(from.toArray(Long[]::new))
                .addArrayOfLong(from.stream().map(moved::get).toArray(Long[]::new));
        return pool.withTransaction(connection -> connection
                .preparedQuery(MOVE_LETTERS)
                .execute(offsets)
                .chain(() -> connection
                        .preparedQuery(DROP_LETTERS)
                        .execute(Tuple.of(partition.topic(), partition.partition(), through)))
                .replaceWithVoid());
    }

    private static Tuple ids(List<UUID> ids) {
        return Tuple.tuple().addArrayOfUUID(ids.toArray(UUID[]::new));
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
        return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
    }
}
