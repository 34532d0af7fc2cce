package dev.kith.sync.provider.carddav;

import dev.kith.sync.provider.SourceAccount;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Homes as they were found a moment ago, so that a run that asks who answers and then reads looks only once. */
final class Homes {

    private static final Duration FRESH = Duration.ofMinutes(1);

    private record Found(Login login, Home home, Instant at) {}

    private final Discovery discovery;
    private final Clock clock;
    private final Map<UUID, Found> recent = new ConcurrentHashMap<>();

    Homes(Discovery discovery, Clock clock) {
        this.discovery = discovery;
        this.clock = clock;
    }

    /** Looks, whatever was found before. */
    Uni<Home> look(SourceAccount account, Login login) {
        return discovery
                .find(login, BookChoice.of(account))
                .invoke(home -> recent.put(account.id(), new Found(login, home, clock.instant())));
    }

    /** Hands out what was just found, once. */
    Uni<Home> find(SourceAccount account, Login login) {
        Found found = recent.remove(account.id());
        boolean good = found != null
                && found.login().equals(login)
                && clock.instant().isBefore(found.at().plus(FRESH));
        return good ? Uni.createFrom().item(found.home()) : look(account, login);
    }

    void forget(SourceAccount account) {
        recent.remove(account.id());
    }
}
