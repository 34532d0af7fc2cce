package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ModeChoiceTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration SIX_DAYS = Duration.ofDays(6);

    private static SyncMode choose(SyncState state, SyncMode requested) {
        return ModeChoice.choose(state, requested, false, NOW, SIX_DAYS);
    }

    private static SyncState state(String cursor, Instant lastFull, boolean fullRequested) {
        return new SyncState(cursor, lastFull, 1, 0, fullRequested, false);
    }

    @Test
    void listsEverythingWithoutACursor() {
        assertThat(choose(state(null, NOW, false), null)).isEqualTo(SyncMode.FULL);
        assertThat(choose(state(null, NOW, false), SyncMode.INCREMENTAL)).isEqualTo(SyncMode.FULL);
    }

    @Test
    void readsChangesWithAYoungCursor() {
        assertThat(choose(state("c", NOW.minusSeconds(60), false), null)).isEqualTo(SyncMode.INCREMENTAL);
    }

    @Test
    void listsEverythingWhenAsked() {
        assertThat(choose(state("c", NOW, false), SyncMode.FULL)).isEqualTo(SyncMode.FULL);
        assertThat(choose(state("c", NOW, true), null)).isEqualTo(SyncMode.FULL);
        assertThat(choose(state("c", NOW, true), SyncMode.INCREMENTAL)).isEqualTo(SyncMode.FULL);
    }

    @Property
    void listsEverythingExactlyFromTheSixthDayAfterTheLastFullSync(
            @ForAll @LongRange(min = 0, max = 1_000_000) long ageSeconds) {
        var mode = choose(state("c", NOW.minusSeconds(ageSeconds), false), null);

        assertThat(mode).isEqualTo(ageSeconds >= SIX_DAYS.toSeconds() ? SyncMode.FULL : SyncMode.INCREMENTAL);
    }

    @Test
    void leavesASourceThatPushesToSayWhatItSends() {
        var never = state(null, null, false);

        assertThat(ModeChoice.choose(never, SyncMode.INCREMENTAL, true, NOW, SIX_DAYS))
                .isEqualTo(SyncMode.INCREMENTAL);
        assertThat(ModeChoice.choose(never, SyncMode.FULL, true, NOW, SIX_DAYS)).isEqualTo(SyncMode.FULL);
    }
}
