package dev.kith.sync.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sync.log.LogLag;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** An application with an empty database applies once more what other tests left in the log. */
@ApplicationScoped
public class LogAtRest {

    private static final Duration WAIT = Duration.ofMinutes(4);

    private final LogLag lag;
    private boolean atRest;

    LogAtRest(LogLag lag) {
        this.lag = lag;
    }

    /**
     * Returns once everything is applied; at once when it was before.
     *
     * @param picture of the CRM: what is settled behind the log is settled some ticks later
     */
    public void reach(Supplier<String> picture) {
        if (atRest) {
            return;
        }
        await().atMost(WAIT)
                .untilAsserted(() -> assertThat(lag.read().await().atMost(WAIT).values())
                        .isNotEmpty()
                        .containsOnly(0L));
        AtomicReference<String> before = new AtomicReference<>();
        await().atMost(WAIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> {
                    String now = picture.get();
                    return now.equals(before.getAndSet(now));
                });
        atRest = true;
    }
}
