package dev.kith.sync.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void drawsTheTallestOverTheWholeHeightAndOthersInProportion() {
        Bars bars = Bars.of(List.of(value(30, 10), value(10, 10), value(0, 0)));

        assertThat(bars.bars().get(0).lowerHeight() + bars.bars().get(0).upperHeight())
                .isEqualTo(bars.baseline());
        assertThat(bars.bars().get(0).upperY()).isZero();
        assertThat(bars.bars().get(1).lowerHeight()).isEqualTo(bars.baseline() / 4);
        assertThat(bars.bars().get(2).lowerHeight()).isZero();
    }

    @Test
    void neverDrawsSomethingAsNothing() {
        Bars bars = Bars.of(List.of(value(100_000, 0), value(1, 0)));

        assertThat(bars.bars().get(1).lowerHeight()).isPositive();
    }

    @Test
    void isEmptyWhereNothingHappened() {
        assertThat(Bars.of(List.of(value(0, 0))).empty()).isTrue();
    }

    @Test
    void tellsInWordsWhatItDraws() {
        Bars bars = Bars.of(List.of(
                new Bars.Value("May: 1 call", null, 1, 0),
                new Bars.Value("June: none", null, 0, 0),
                new Bars.Value("July: 2 calls", null, 1, 1)));

        assertThat(bars.highest()).isEqualTo("July: 2 calls");
        assertThat(bars.inWords()).isEqualTo("May: 1 call; July: 2 calls");
    }

    private static Bars.Value value(long lower, long upper) {
        return new Bars.Value("", null, lower, upper);
    }
}
