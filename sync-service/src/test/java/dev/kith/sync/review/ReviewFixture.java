package dev.kith.sync.review;

import dev.kith.sync.review.merge.Merges;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.util.UUID;

/** Wires the answering of questions without a container. */
public final class ReviewFixture {

    private ReviewFixture() {}

    public static Reviews reviews(Pool pool, Merges merges) {
        Clock clock = Clock.systemUTC();
        return new Reviews(
                pool, new ReviewQueries(pool), merges, new Relinking(UUID::randomUUID, clock), UUID::randomUUID, clock);
    }

    public static Reopening reopening(Pool pool) {
        return new Reopening(pool, new ReviewQueries(pool), new TakenValues(Clock.systemUTC()));
    }
}
