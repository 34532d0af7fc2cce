package dev.kith.sync.provider.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kith.sync.provider.ProviderException;
import dev.kith.sync.provider.ProviderFailure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** How a call failed that had to fail. */
final class Failures {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Failures() {}

    static ProviderFailure of(Uni<?> call) {
        Throwable thrown = catchThrowable(() -> call.await().atMost(PATIENCE));
        assertThat(thrown).isInstanceOf(ProviderException.class);
        return ((ProviderException) thrown).failure();
    }

    static <T extends ProviderFailure> T of(Uni<?> call, Class<T> kind) {
        ProviderFailure failure = of(call);
        assertThat(failure).isInstanceOf(kind);
        return kind.cast(failure);
    }
}
