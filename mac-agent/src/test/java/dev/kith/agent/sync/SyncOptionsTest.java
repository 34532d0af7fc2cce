package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.agent.LibraryPrint;
import dev.kith.model.SyncMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far a sync looks, and which part of it is asked for. */
class SyncOptionsTest extends OnAMac {

    @Test
    void looksFurtherBackWhenAskedAndNeverLosesWhatAMovingWindowWouldDrop() {
        assertThat(Sent.of(sync("--days", "30")).interactionIds()).hasSize(6);
        agent.at(AgentRunner.NOW.plus(Duration.ofDays(400)));
        apple.messages(messages -> messages.received("m-meanwhile", AgentRunner.NOW.plus(Duration.ofDays(1)), 1, 1L));

        assertThat(Sent.of(sync("--days", "7")).interactionIds()).isEmpty();
        assertThat(Sent.of(sync("--days", "0")).interactionIds())
                .contains("message:m-meanwhile:in:" + ANN, "message:m-old:in:" + ANN)
                .anyMatch(id -> id.startsWith("call:c-old"));
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void keepsTheFirstRunsLimitForTheNextOnes() {
        sync();
        agent.at(AgentRunner.NOW.plus(Duration.ofDays(400)));
        apple.messages(messages -> messages.received("m-gap", AgentRunner.NOW.plusSeconds(5), 1, 1L));

        assertThat(Sent.of(sync()).interactionIds()).contains("message:m-gap:in:" + ANN);
    }

    @Test
    void sendsAllAgainWhenForced() {
        List<String> first = Sent.of(sync()).interactionIds();

        for (int i = 0; i < 2; i++) {
            Sent again = Sent.of(sync("--full"));
            assertThat(again.interactionIds()).isEqualTo(first);
            assertThat(again.contactIds()).hasSize(3);
            assertThat(again.contactBatches())
                    .extracting(batch -> batch.run().mode())
                    .containsOnly(SyncMode.FULL);
        }
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"--contacts-only, 3, 0", "--interactions-only, 0, 6"})
    void sendsTheAskedPartAlone(String flag, int contacts, int interactions) {
        Sent sent = Sent.of(sync(flag));

        assertThat(sent.contacts()).hasSize(contacts);
        assertThat(sent.interactions()).hasSize(interactions);
    }

    @Test
    void writesNothingInADryRunAndSendsExactlyThatInTheNext() {
        Map<String, String> before = LibraryPrint.of(userHome);

        Outcome dry = sync("--dry-run");
        Outcome counted = agent.run("--home", mac.toString(), "--dry-run");

        assertThat(LibraryPrint.of(userHome)).isEqualTo(before);
        assertThat(counted.out()).contains("Contacts: 3 would be sent", "Messages: 4 would be sent");
        Sent real = Sent.of(sync());
        assertThat(Sent.of(dry).interactionIds()).isEqualTo(real.interactionIds());
        assertThat(Sent.of(dry).contacts()).isEqualTo(real.contacts());
    }
}
