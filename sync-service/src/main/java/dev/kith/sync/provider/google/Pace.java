package dev.kith.sync.provider.google;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Spreads each account's requests so that Google's quota a minute is never reached: a burst, then a steady pace. */
final class Pace {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Duration interval;
    private final Duration burst;
    private final Clock clock;
    /** For each account, the theoretical time of arrival of the next request (generic cell rate algorithm). */
    private final Map<UUID, Instant> due = new ConcurrentHashMap<>();

    Pace(int requestsPerMinute, Clock clock) {
        this.interval = WINDOW.dividedBy(requestsPerMinute);
        this.burst = WINDOW.minus(interval).dividedBy(2);
        this.clock = clock;
    }

    /** Completes when the account may ask again. */
    Uni<Void> await(UUID account) {
        return Uni.createFrom().deferred(() -> {
            Duration delay = reserve(account);
            Uni<Void> now = Uni.createFrom().voidItem();
            return delay.isZero() ? now : now.onItem().delayIt().by(delay);
        });
    }

    /** Takes the next place and tells how long it is until then. */
    Duration reserve(UUID account) {
        Instant now = clock.instant();
        Instant next = due.merge(account, now.plus(interval), (known, fresh) -> {
            Instant from = known.isBefore(now) ? now : known;
            return from.plus(interval);
        });
        Duration wait = Duration.between(now, next.minus(interval).minus(burst));
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
