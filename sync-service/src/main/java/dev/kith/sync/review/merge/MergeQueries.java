package dev.kith.sync.review.merge;

import dev.kith.sync.database.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads merges. */
@ApplicationScoped
public class MergeQueries {

    private static final String OF_CONTACT = """
            SELECT m.id, m.survivor_id, m.loser_id, c.name AS loser, m.merged_by, m.merged_at, m.undone_at
            FROM contacts_merges m LEFT JOIN contacts c ON c.id = m.loser_id
            WHERE m.survivor_id = $1 OR m.loser_id = $1 ORDER BY m.merged_at DESC, m.id LIMIT 50
            """;

    /**
     * A merge as people see it.
     *
     * @param loser what the contact that was merged away is called; {@code null} when it was deleted since
     * @param undoneAt {@code null} while both are one
     */
    public record MadeMerge(
            UUID mergeId, UUID survivorId, UUID loserId, String loser, String by, Instant at, Instant undoneAt) {

        @Override
        public String toString() {
            return "MadeMerge[" + mergeId + "]";
        }
    }

    private final Pool pool;

    MergeQueries(Pool pool) {
        this.pool = pool;
    }

    /** The latest first. */
    public Uni<List<MadeMerge>> of(UUID contactId) {
        return pool.preparedQuery(OF_CONTACT)
                .execute(Tuple.of(contactId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new MadeMerge(
                                row.getUUID("id"),
                                row.getUUID("survivor_id"),
                                row.getUUID("loser_id"),
                                row.getString("loser"),
                                row.getString("merged_by"),
                                Rows.instant(row, "merged_at"),
                                Rows.instant(row, "undone_at")))
                        .toList());
    }

    /** The latest that stands. */
    public Uni<Optional<MadeMerge>> latestOf(UUID contactId) {
        return of(contactId)
                .map(all ->
                        all.stream().filter(merge -> merge.undoneAt() == null).findFirst());
    }
}
