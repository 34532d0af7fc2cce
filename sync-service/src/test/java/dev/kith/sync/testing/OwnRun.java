package dev.kith.sync.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.RunView;
import dev.kith.sync.run.SyncNow;
import java.time.Duration;
import java.time.Instant;

/**
 * Runs of a Google account that read all a test had put there. Connecting makes an account due: a run that is under way by
 * then, and answers whoever asks for one, may have begun before.
 */
public final class OwnRun {

    private OwnRun() {}

    /**
     * A run to its end, whatever that is.
     *
     * @param changed when the source was changed last
     */
    public static RunView of(SyncNow syncNow, String account, SyncMode mode, Instant changed, Duration wait) {
        RunView run = ended(syncNow, account, mode, wait);
        return run.startedAt().isBefore(changed) ? ended(syncNow, account, mode, wait) : run;
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
