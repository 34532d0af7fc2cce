package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final Breaker breaker = new Breaker(10, 5);

    private boolean holds(long candidates, long live) {
        return breaker.judge(Map.of("contacts", candidates), Map.of("contacts", live))
                .isPresent();
    }

    @Property
    void holdsExactlyWhatIsAboveBothLimitsOrAll(
            @ForAll @IntRange(min = 1, max = 3000) int live, @ForAll @IntRange(max = 3000) int missing) {
        var candidates = Math.min(live, missing);
        var expected = candidates > 0 && (candidates == live || candidates > Math.max(10, 0.05 * live));

        assertThat(holds(candidates, live)).isEqualTo(expected);
    }

    @Test
    void holdsNothingWhenNothingIsMissing() {
        assertThat(holds(0, 0)).isFalse();
        assertThat(breaker.judge(Map.of(), Map.of("contacts", 5L))).isEmpty();
    }

    @Test
    void judgesEachStreamByItsOwnSize() {
        assertThat(breaker.judge(Map.of("contacts", 1L, "other", 20L), Map.of("contacts", 1000L, "other", 100L)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("20 of 100"));
    }

    @Test
    void saysWhatToDo() {
        assertThat(breaker.judge(Map.of("contacts", 50L), Map.of("contacts", 100L)))
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("approve").contains("reject"));
    }
}
