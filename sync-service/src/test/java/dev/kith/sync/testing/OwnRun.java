package dev.kith.sync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.SyncNow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Runs of a Google account that begin once they are asked for. Connecting makes an account due: one that is under way by
 * then may have read the source before a test was done with it.
 */
public final class OwnRun {

    private OwnRun() {}

    /** A run to its end, whatever that is. */
    public static RunView of(SyncNow syncNow, String account, SyncMode mode, Duration wait) {
        Instant asked = Instant.now().truncatedTo(ChronoUnit.MICROS);
        RunView run = ended(syncNow, account, mode, wait);
        return run.startedAt().isBefore(asked) ? ended(syncNow, account, mode, wait) : run;
    }

    private static RunView ended(SyncNow syncNow, String account, SyncMode mode, Duration wait) {
        RunView run = syncNow.start(Accounts.GOOGLE, account, mode, wait)
                .await()
                .atMost(wait)
                .get(0);
        assertThat(run.state().ended()).as("the run ended").isTrue();
        return run;
    }
}
