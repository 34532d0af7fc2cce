package dev.kith.sync.provider;

import dev.kith.sync.metrics.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Counts and times every request of a provider by operation and outcome. */
public final class InstrumentedProvider extends ForwardingProvider {

    private final MeterRegistry metrics;

    private InstrumentedProvider(ContactsProvider delegate, MeterRegistry metrics) {
        super(delegate);
        this.metrics = metrics;
    }

    public static ContactsProvider wrap(ContactsProvider delegate, MeterRegistry metrics) {
        return new InstrumentedProvider(delegate, metrics);
    }

    @Override
    <T> Uni<T> around(String operation, Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(metrics);
            return call.get()
                    .onItemOrFailure()
                    .invoke((item, failure) ->
                            sample.stop(Metric.PROVIDER_REQUESTS.timer(metrics, name(), operation, outcome(failure))));
        });
    }

    private static String outcome(Throwable failure) {
        if (failure == null) {
            return "ok";
        }
        return failure instanceof ProviderException known ? known.failure().code() : "error";
    }
}
