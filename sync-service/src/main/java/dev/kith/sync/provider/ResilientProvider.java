package dev.kith.sync.provider;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Asks again after failures that pass, waiting longer each time, and leaves out a stream whose failure does not pass; every
 * other failure goes straight through.
 */
public final class ResilientProvider extends ForwardingProvider {

    private final RetryRule rule;

    private ResilientProvider(ContactsProvider delegate, RetryRule rule) {
        super(delegate);
        this.rule = rule;
    }

    public static ContactsProvider wrap(ContactsProvider delegate, RetryConfig config, RandomGenerator random) {
        return new ResilientProvider(delegate, new RetryRule(config, random));
    }

    @Override
    public Uni<SourcePage> fullSync(SourceAccount account, String pageToken) {
        return leavingOut(super.fullSync(account, pageToken));
    }

    @Override
    public Uni<SourcePage> incrementalSync(SourceAccount account, String cursor, String pageToken) {
        return leavingOut(super.incrementalSync(account, cursor, pageToken));
    }

    private static Uni<SourcePage> leavingOut(Uni<SourcePage> page) {
        return page.onFailure(StreamFailedException.class)
                .recoverWithUni(failure -> ((StreamFailedException) failure).without());
    }

    @Override
    <T> Uni<T> around(String operation, Supplier<Uni<T>> call) {
        return attempt(call, 1);
    }

    private <T> Uni<T> attempt(Supplier<Uni<T>> call, int attempt) {
        return Uni.createFrom()
                .deferred(call::get)
                .onFailure(ProviderException.class)
                .recoverWithUni(failure -> rule.delay(((ProviderException) failure).failure(), attempt)
                        .map(delay -> Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(delay)
                                .chain(() -> attempt(call, attempt + 1)))
                        .orElseGet(() -> Uni.createFrom().failure(failure)));
    }
}
