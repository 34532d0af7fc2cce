package dev.kith.sync.backfill.lives;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import net.jqwik.api.Example;

/**
 * Lives nobody lived before, in search of what the known ones do not show: {@code mvn -Plives -pl sync-service -am test}.
 * They begin anywhere, or at {@code -Dlives.from}, and are {@code -Dlives.count}. What they find becomes a test with a name.
 */
class NewLives {

    private static final long PIECE = 1_000;
    private static final long ALL = 1L << 40;

    @Example
    void nobodyIsLostNobodyIsTwiceAndNoEditIsLost() throws InterruptedException {
        long first = Long.getLong("lives.from", ThreadLocalRandom.current().nextLong(PIECE, ALL));
        long count = Long.getLong("lives.count", 20_000);
        try (Lives lives = new Lives()) {
            for (long from = first; from < first + count; from += PIECE) {
                Instant begun = Instant.now();
                long last = Math.min(from + PIECE, first + count) - 1;
                System.out.printf("Lives %d to %d ...%n", from, last);
                lives.live(from, last - from + 1);
                System.out.printf(
                        "Lives %d to %d are clean, %d s%n",
                        from, last, Duration.between(begun, Instant.now()).toSeconds());
            }
        }
    }
}
