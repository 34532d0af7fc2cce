package dev.kith.sync.provider.google;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each account's requests within Google's quota: in no minute are there more than so many, whenever that minute
 * begins.
 */
final class Pace {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int requestsPerMinute;
    private final Clock clock;
    private final Map<UUID, Places> accounts = new ConcurrentHashMap<>();

    Pace(int requestsPerMinute, Clock clock) {
        this.requestsPerMinute = requestsPerMinute;
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
        return Duration.between(
                now, accounts.computeIfAbsent(account, id -> new Places()).next(now));
    }

    /** When an account's latest requests take place, the earliest first; never more than are allowed in a minute. */
    private final class Places {

        private final Deque<Instant> taken = new ArrayDeque<>();

        synchronized Instant next(Instant now) {
            taken.removeIf(place -> !place.plus(WINDOW).isAfter(now));
            Instant next =
                    taken.size() < requestsPerMinute ? now : taken.removeFirst().plus(WINDOW);
            taken.addLast(next);
            return next;
        }
    }
}
