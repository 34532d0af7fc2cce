package dev.kith.sync.interaction;

import static dev.kith.model.InteractionType.TEXT_INBOUND;
import static dev.kith.model.InteractionType.TEXT_OUTBOUND;
import static dev.kith.sync.interaction.TimelineFixture.ANNS_NUMBER;
import static dev.kith.sync.interaction.TimelineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.Interaction;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.write.OffsetMovedException;
import dev.kith.sync.testing.Concurrent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs of calls and messages: in parts, twice, and several at once. */
@Concurrent
class InteractionRunsTest {

    @RegisterExtension
    static final TimelineFixture timeline = new TimelineFixture();

    @Test
    void failsARunOneOfWhosePagesNeverArrived() {
        UUID runId = UUID.randomUUID();
        timeline.person("Ann", ANNS_NUMBER);
        timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER))
                .inRun(runId, 2_000, 1, false)
                .arrive();
        timeline.sending(text("c", TEXT_INBOUND, ANNS_NUMBER))
                .inRun(runId, 2_000, 3, true)
                .arrive();
        timeline.settle();

        assertThat(timeline.runState(runId)).isEqualTo("FAILED");
        assertThat(timeline.count("interactions")).isEqualTo(2);
    }

    @Test
    void dropsWhatADisconnectedMacSends() {
        timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER)).arrive();
        timeline.crm.sql(
                "UPDATE contacts_source_accounts SET disconnected_at = now() WHERE account_id = $1",
                TimelineFixture.PHONE.accountId());

        assertThat(timeline.sending(text("b", TEXT_INBOUND, ANNS_NUMBER)).apply())
                .isFalse();

        assertThat(timeline.count("contacts_waiting_interactions")).isEqualTo(1);
    }

    @Test
    void keepsTheBookOfARunThatIsDeliveredInParts() {
        timeline.person("Ann", ANNS_NUMBER);
        UUID runId = UUID.randomUUID();
        for (int page = 1; page <= 3; page++) {
            timeline.sending(
                            text("m" + page, TEXT_INBOUND, ANNS_NUMBER), text("u" + page, TEXT_INBOUND, "+19055550001"))
                    .inRun(runId, 2_000, page, page == 3)
                    .arrive();
        }
        assertThat(timeline.runState(runId)).isEqualTo("RUNNING");

        timeline.settle();

        var run = timeline.crm.one("SELECT * FROM contacts_sync_runs WHERE run_id = $1", runId);
        assertThat(run.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(run.getString("trigger")).isEqualTo("agent");
        assertThat(run.getInteger("created")).isEqualTo(6);
        assertThat(run.getInteger("unknown")).isEqualTo(1);
        assertThat(timeline.crm
                        .one(
                                "SELECT last_success_at FROM contacts_source_accounts WHERE account_id = $1",
                                TimelineFixture.PHONE.accountId())
                        .getValue(0))
                .isNotNull();
    }

    @Test
    void appliesARecordOnceWhenTwoConsumersHaveThePartition() {
        timeline.person("Ann", ANNS_NUMBER);
        InteractionSlice slice =
                timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER)).slice(0);

        timeline.applier().apply(slice).await().atMost(Duration.ofSeconds(30));

        assertThatThrownBy(() -> timeline.applier().apply(slice).await().atMost(Duration.ofSeconds(30)))
                .isInstanceOf(OffsetMovedException.class);
        assertThat(timeline.count("interactions")).isEqualTo(1);
    }

    @Test
    void makesNoPersonTwiceWhenTwoMacsSendTheSameAtOnce() {
        List<Uni<Boolean>> appliers = new ArrayList<>();
        for (int batch = 0; batch < 8; batch++) {
            int from = batch * 10;
            for (int partition = 0; partition < 2; partition++) {
                Interaction[] sent = IntStream.range(from, from + 40)
                        .mapToObj(i -> text("m" + i, TEXT_OUTBOUND, "+1905555" + (1000 + i % 25)))
                        .toArray(Interaction[]::new);
                InteractionSlice slice = timeline.sending(sent)
                        .from(new AccountKey("macos", "mac-" + partition + ".phone"))
                        .inPartition(partition)
                        .slice(batch);
                appliers.add(timeline.applier()
                        .apply(slice)
                        .onFailure(OffsetMovedException.class)
                        .retry()
                        .withBackOff(Duration.ofMillis(5), Duration.ofMillis(100))
                        .expireIn(60_000));
            }
        }
        List<Uni<Void>> settlers = IntStream.range(0, 4)
                .mapToObj(i -> timeline.settler()
                        .ripen()
                        .chain(() -> timeline.settler().join()))
                .toList();

        Uni.join()
                .all(
                        Uni.join().all(appliers).andFailFast().replaceWithVoid(),
                        Uni.join().all(settlers).andFailFast().replaceWithVoid())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(120));
        Uni.join()
                .all(IntStream.range(0, 4)
                        .mapToObj(i -> timeline.settler()
                                .ripen()
                                .chain(() -> timeline.settler().join()))
                        .toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(120));

        assertThat(timeline.count("contacts")).isEqualTo(25);
        assertThat(timeline.count("interactions")).isEqualTo(110);
        assertThat(timeline.count("contacts_waiting_interactions")).isZero();
        assertThat(timeline.crm.texts("SELECT DISTINCT state FROM contacts_sync_runs"))
                .containsExactly("SUCCEEDED");
    }
}
