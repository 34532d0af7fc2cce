package dev.kith.sync.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoneThreadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LoneThread thread = new LoneThread("lone");
    private final AtomicInteger pieces = new AtomicInteger();

    @Test
    void beginsNothingWhileSomethingIsUnderWay() throws InterruptedException {
        AtomicBoolean released = new AtomicBoolean();
        thread.begin(() -> {
            await().atMost(PATIENCE).untilTrue(released);
            pieces.incrementAndGet();
        });

        thread.begin(pieces::incrementAndGet);
        released.set(true);
        thread.stop();

        assertThat(pieces).hasValue(1);
    }

    @Test
    void beginsTheNextOnceTheOneBeforeEnded() throws InterruptedException {
        await().atMost(PATIENCE).until(() -> {
            thread.begin(pieces::incrementAndGet);
            return pieces.get() > 1;
        });

        thread.stop();
    }

    @Test
    void tellsTheWorkUnderWayToEndAndBeginsNoMore() throws InterruptedException {
        thread.begin(() -> {
            await().atMost(PATIENCE).until(thread::stopping);
            pieces.incrementAndGet();
        });

        thread.stop();
        thread.begin(pieces::incrementAndGet);

        assertThat(pieces).hasValue(1);
    }
}
