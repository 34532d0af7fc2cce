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
 * Keeps requests within Google's quotas, which are counted for each account and for all of them: in no minute does an
 * account make more than so many, whenever that minute begins.
 */
final class Pace {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final int perAccount;
    private final Clock clock;
    private final Places project;
    private final Map<UUID, Places> accounts = new ConcurrentHashMap<>();

    /**
     * @param perAccount how many requests a minute one account may make
     * @param perProject how many all accounts together may make
     */
    Pace(int perAccount, int perProject, Clock clock) {
        this.perAccount = perAccount;
        this.project = new Places(perProject);
        this.clock = clock;
    }

    /** Completes when the account may ask again. Its own limit comes last, so that it holds to the letter. */
    Uni<Void> await(UUID account) {
        return Uni.createFrom()
                .deferred(() -> pause(project.reserve(clock.instant())))
                .chain(() -> pause(reserve(account)));
    }

    private static Uni<Void> pause(Duration delay) {
        Uni<Void> now = Uni.createFrom().voidItem();
        return delay.isZero() ? now : now.onItem().delayIt().by(delay);
    }

    /** Takes the account's next place and tells how long it is until then. */
    Duration reserve(UUID account) {
        return accounts.computeIfAbsent(account, id -> new Places(perAccount)).reserve(clock.instant());
    }

    /** When the latest requests take place, the earliest first; never more than are allowed in a minute. */
    private static final class Places {

        private final int perMinute;
        private final Deque<Instant> taken = new ArrayDeque<>();

        Places(int perMinute) {
            this.perMinute = perMinute;
        }

        synchronized Duration reserve(Instant now) {
            while (!taken.isEmpty() && !taken.peekFirst().plus(WINDOW).isAfter(now)) {
                taken.removeFirst();
            }
            Instant next = taken.size() < perMinute ? now : taken.removeFirst().plus(WINDOW);
            taken.addLast(next);
            return Duration.between(now, next);
        }
    }
}
