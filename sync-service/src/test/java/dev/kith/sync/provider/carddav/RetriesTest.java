package dev.kith.sync.provider.carddav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTest {

    @Test
    void asksThreeTimesForACardThatFails() {
        Retries second = new Retries(Map.of("a", 1));
        Retries third = new Retries(Map.of("a", 2));
        second.asked("a");
        third.asked("a");

        assertThat(second.afterFailure("a")).isTrue();
        assertThat(second.noted()).containsOnly(Map.entry("a", 2));
        assertThat(third.afterFailure("a")).isFalse();
        assertThat(third.noted()).isEmpty();
    }

    @Test
    void holdsNothingAgainstACardThatNobodyWasAskedFor() {
        Retries retries = new Retries(Map.of("a", 2));
        retries.asked("a");
        retries.unasked("a");
        retries.unasked("b");

        assertThat(retries.noted()).containsOnly(Map.entry("a", 2), Map.entry("b", 0));
    }

    @Test
    void notesOnlySoManyAndThatThereAreMore() {
        Retries retries = new Retries(Map.of());
        IntStream.range(0, 200).forEach(number -> retries.unasked("c" + number));
        assertThat(retries.more()).isFalse();

        retries.afterFailure("c0");
        assertThat(retries.more()).isFalse();
        retries.unasked("one more");

        assertThat(retries.more()).isTrue();
        assertThat(retries.noted()).hasSize(200).containsEntry("c0", 1);
    }
}
