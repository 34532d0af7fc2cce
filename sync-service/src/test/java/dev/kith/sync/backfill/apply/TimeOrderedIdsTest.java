package dev.kith.sync.backfill.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void beginsWithTheTime() {
        UUID id = at(NOW, 1);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void sortsLaterOnesBehindEarlierOnes() {
        Stream<String> texts = IntStream.range(0, 100)
                .mapToObj(i -> at(NOW.plusMillis(i), 100 - i).toString());

        assertThat(texts).isSorted();
    }

    @Test
    void makesNoneTwiceInOneMoment() {
        var ids = new TimeOrderedIds(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));

        assertThat(Stream.generate(ids).limit(10_000)).doesNotHaveDuplicates();
    }

    private static UUID at(Instant time, long seed) {
        return new TimeOrderedIds(Clock.fixed(time, ZoneOffset.UTC), new Random(seed)).get();
    }
}
