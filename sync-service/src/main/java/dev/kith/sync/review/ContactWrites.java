package dev.kith.sync.review;

import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.ActivityEvent;
import dev.kith.sync.backfill.ContactDecision;
import dev.kith.sync.backfill.ReviewQuestion;
import dev.kith.sync.backfill.Writes;
import dev.kith.sync.backfill.write.SliceWriter;
import dev.kith.sync.backfill.write.Standing;
import dev.kith.sync.backfill.write.WriteContext;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Writes decisions that people made, the way the decisions of sources are written. */
public final class ContactWrites {

    private static final AccountKey PEOPLE = new AccountKey("kith", "people");

    private ContactWrites() {}

    public static Uni<Void> write(SqlConnection connection, List<ContactDecision> decisions, Instant now) {
        Writes writes = new Writes();
        decisions.stream()
                .filter(decision -> decision.visible() || decision.provenanceChanged())
                .forEach(writes.contacts()::add);
        return write(connection, writes, now);
    }

    /**
     * Asks what comes of what sources said, and tells of it; closes what their words have answered.
     *
     * @param review conflicts of one contact
     */
    public static Uni<Void> ask(
            SqlConnection connection, List<ReviewQuestion> review, List<String> answered, Instant now) {
        Writes writes = new Writes();
        writes.review().addAll(review);
        writes.answered().addAll(answered);
        review.stream()
                .collect(Collectors.groupingBy(ReviewQuestion::link))
                .forEach((link, conflicts) -> writes.activity()
                        .add(ActivityEvent.conflict(conflicts.get(0).contactId(), link, conflicts)));
        return write(connection, writes, now);
    }

    private static Uni<Void> write(SqlConnection connection, Writes writes, Instant now) {
        return SliceWriter.write(connection, new WriteContext(PEOPLE, null, 0, now), writes, Standing.APART);
    }
}
