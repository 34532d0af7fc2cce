package dev.kith.sync.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.backfill.AgentRunRule.Admission;
import dev.kith.sync.backfill.AgentRunRule.OpenRun;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AgentRunRuleTest {

    private final OpenRun open = new OpenRun(UUID.randomUUID(), 100, false);

    @Test
    void beginsARunThatMeetsNoOtherWhateverItsFence() {
        assertThat(AgentRunRule.admit(-5, Optional.empty())).isEqualTo(new Admission.Begin(Optional.empty()));
    }

    @Test
    void letsALaterRunEndTheOneThatWasOpen() {
        assertThat(AgentRunRule.admit(101, Optional.of(open))).isEqualTo(new Admission.Begin(Optional.of(open)));
        assertThat(AgentRunRule.admit(100, Optional.of(open))).isEqualTo(new Admission.Begin(Optional.of(open)));
    }

    @Test
    void dropsWhatAnEarlierRunSendsAfterALaterOneBegan() {
        assertThat(AgentRunRule.admit(99, Optional.of(open))).isEqualTo(new Admission.Stale());
    }
}
