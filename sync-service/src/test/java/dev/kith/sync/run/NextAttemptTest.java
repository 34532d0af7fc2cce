package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.provider.ProviderFailure.Permanent;
import dev.kith.sync.provider.ProviderFailure.RateLimited;
import dev.kith.sync.provider.ProviderFailure.Transient;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NextAttemptTest {

    private static final Duration INTERVAL = Duration.ofMinutes(15);

    private static NextAttempt attempts(long seed) {
        return new NextAttempt(INTERVAL, new Random(seed));
    }

    @Property
    void staysWithinATenthOfTheIntervalAfterSuccess(@ForAll long seed) {
        assertThat(attempts(seed).afterSuccess()).isBetween(Duration.ofSeconds(810), Duration.ofSeconds(990));
    }

    @Property
    void backsOffAtLeastABitAndNeverBeyondTheInterval(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 1_000_000) int failures) {
        assertThat(attempts(seed).afterFailure(new Transient(""), failures))
                .isBetween(Duration.ofSeconds(15), INTERVAL);
    }

    @Property
    void backsOffLongerWithEachFailure(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int failures) {
        var sooner = attempts(seed).backoff(failures);
        var later = attempts(seed).backoff(failures + 1);

        assertThat(later).isGreaterThanOrEqualTo(sooner);
    }

    @Property
    void waitsAsLongAsTheSourceAsks(@ForAll long seed, @ForAll @IntRange(min = 0, max = 100_000) int seconds) {
        var asked = Duration.ofSeconds(seconds);

        assertThat(attempts(seed).afterFailure(new RateLimited(asked, ""), 1)).isGreaterThanOrEqualTo(asked);
    }

    @Property
    void keepsTheIntervalWhenOnlyAPersonCanHelp(@ForAll long seed) {
        assertThat(attempts(seed).afterFailure(new Permanent(""), 1)).isGreaterThan(Duration.ofMinutes(13));
    }
}
