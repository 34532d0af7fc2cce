package dev.kith.sync.provider;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Asks again after failures that pass, waiting longer each time; every other failure goes straight through. */
public final class ResilientProvider extends ForwardingProvider {

    private final RetryConfig config;
    private final Backoff backoff;

    private ResilientProvider(ContactsProvider delegate, RetryConfig config, RandomGenerator random) {
        super(delegate);
        this.config = config;
        this.backoff = new Backoff(config.firstDelay(), config.longestDelay(), random);
    }

    public static ContactsProvider wrap(ContactsProvider delegate, RetryConfig config, RandomGenerator random) {
        return new ResilientProvider(delegate, config, random);
    }

    @Override
    <T> Uni<T> around(String operation, Supplier<Uni<T>> call) {
        return attempt(call, 1);
    }

    private <T> Uni<T> attempt(Supplier<Uni<T>> call, int attempt) {
        return Uni.createFrom()
                .deferred(call::get)
                .onFailure(ProviderException.class)
                .recoverWithUni(failure -> delay(((ProviderException) failure).failure(), attempt)
                        .map(delay -> Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(delay)
                                .chain(() -> attempt(call, attempt + 1)))
                        .orElseGet(() -> Uni.createFrom().failure(failure)));
    }

    /** How long to wait before the next attempt; empty when there is to be none. */
    private Optional<Duration> delay(ProviderFailure failure, int attempt) {
        if (attempt >= config.attempts()) {
            return Optional.empty();
        }
        if (failure instanceof ProviderFailure.RateLimited limited) {
            return limited.retryAfter().compareTo(config.longestRetryAfter()) > 0
                    ? Optional.empty()
                    : Optional.of(limited.retryAfter().plus(backoff.delay(attempt)));
        }
        return failure instanceof ProviderFailure.Transient ? Optional.of(backoff.delay(attempt)) : Optional.empty();
    }
}
