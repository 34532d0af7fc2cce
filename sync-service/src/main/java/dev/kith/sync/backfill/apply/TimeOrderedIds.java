package dev.kith.sync.backfill.apply;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * UUIDs of version 7 (RFC 9562). What is made together lies together in every index, so that one more contact costs the same
 * however many there are.
 */
final class TimeOrderedIds implements Supplier<UUID> {

    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long WITHOUT_VARIANT = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final RandomGenerator random;

    TimeOrderedIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public UUID get() {
        long most = clock.millis() << 16 | VERSION | random.nextInt(0x1000);
        return new UUID(most, random.nextLong() & WITHOUT_VARIANT | VARIANT);
    }
}
