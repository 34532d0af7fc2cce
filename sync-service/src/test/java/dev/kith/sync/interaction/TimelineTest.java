package dev.kith.sync.interaction;

import static dev.kith.model.InteractionType.CALL_INBOUND;
import static dev.kith.model.InteractionType.CALL_MISSED;
import static dev.kith.model.InteractionType.CALL_OUTBOUND;
import static dev.kith.model.InteractionType.TEXT_INBOUND;
import static dev.kith.model.InteractionType.TEXT_OUTBOUND;
import static dev.kith.sync.interaction.TimelineFixture.NOON;
import static dev.kith.sync.interaction.TimelineFixture.interaction;
import static dev.kith.sync.interaction.TimelineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.Interaction;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.OffsetMovedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final String ANNS_NUMBER = "+19055551234";

    private static TimelineFixture timeline;

    @BeforeAll
    static void open() {
        timeline = new TimelineFixture();
    }

    @AfterAll
    static void close() {
        timeline.close();
    }

    @BeforeEach
    void reset() {
        timeline.reset();
    }

    @Test
    void filesCallsAndMessagesUnderWhoeverHasTheNumberOrAddress() {
        timeline.person("Ann", "(905) 555-1234");
        timeline.person("Bob", "Bob@Example.com");

        UUID run = timeline.sending(
                        interaction("a", CALL_OUTBOUND, ANNS_NUMBER, NOON, 145),
                        text("b", TEXT_INBOUND, "+1 905 555 1234"),
                        text("c", TEXT_OUTBOUND, "bob@example.com"))
                .arrive();
        timeline.settle();

        assertThat(timeline.timeline())
                .containsExactly("Ann: CALL_OUTBOUND", "Ann: TEXT_INBOUND", "Bob: TEXT_OUTBOUND");
        var call = timeline.crm.one("SELECT * FROM interactions WHERE type = 'CALL_OUTBOUND'");
        assertThat(call.getString("source")).isEqualTo("IMPORT_IOS");
        assertThat(call.getString("direction")).isEqualTo("outgoing");
        assertThat(call.getInteger("duration_seconds")).isEqualTo(145);
        assertThat(call.getInteger("duration_minutes")).isEqualTo(2);
        assertThat(call.getOffsetDateTime("occurred_at").toInstant()).isEqualTo(NOON);
        assertThat(call.getJsonObject("metadata").getString("service")).isEqualTo("iMessage");
        assertThat(timeline.runState(run)).isEqualTo("SUCCEEDED");
        assertThat(timeline.count("contacts_waiting_interactions")).isZero();
    }

    @Test
    void keepsWhenSomebodyWasLastContacted() {
        timeline.person("Ann", ANNS_NUMBER);
        timeline.person("Bob", "+19055550000");

        timeline.sending(
                        interaction("a", CALL_OUTBOUND, ANNS_NUMBER, NOON.minusSeconds(60), null),
                        interaction("b", TEXT_OUTBOUND, ANNS_NUMBER, NOON.minusSeconds(90), null),
                        interaction("c", CALL_INBOUND, ANNS_NUMBER, NOON, 10),
                        interaction("d", CALL_MISSED, "+19055550000", NOON, null))
                .arrive();

        assertThat(timeline.crm.texts("SELECT name FROM contacts WHERE last_contacted_at IS NOT NULL"))
                .containsExactly("Ann");
        assertThat(timeline.crm
                        .one("SELECT last_contacted_at FROM contacts WHERE name = 'Ann'")
                        .getOffsetDateTime(0)
                        .toInstant())
                .isEqualTo(NOON.minusSeconds(60));
    }

    @Test
    void addsNothingWhenTheSameArrivesAgain() {
        timeline.person("Ann", ANNS_NUMBER);
        Interaction[] sent = {text("a", TEXT_INBOUND, ANNS_NUMBER), text("b", TEXT_INBOUND, "+19055559999")};
        timeline.sending(sent).arrive();
        timeline.settle();
        List<String> before = everything();

        UUID again = timeline.sending(sent).arrive();
        timeline.settle();
        timeline.sending(sent).from(TimelineFixture.STORE).arrive();
        timeline.settle();

        assertThat(everything()).isEqualTo(before);
        var run = timeline.crm.one("SELECT * FROM contacts_sync_runs WHERE run_id = $1", again);
        assertThat(run.getInteger("created")).isZero();
        assertThat(run.getInteger("unchanged")).isEqualTo(2);
        assertThat(run.getInteger("unknown")).isZero();
    }

    @Test
    void makesOnePlaceholderOfANumberThatNobodyHas() {
        UUID run = timeline.sending(
                        text("a", TEXT_INBOUND, ANNS_NUMBER),
                        text("b", TEXT_OUTBOUND, "(905) 555-1234"),
                        text("c", TEXT_INBOUND, "eve@example.com"))
                .arrive();
        assertThat(timeline.runState(run)).isEqualTo("RUNNING");

        timeline.settle();

        assertThat(timeline.timeline())
                .containsExactly(
                        "Unknown (+1-905-555-1234): TEXT_INBOUND",
                        "Unknown (+1-905-555-1234): TEXT_OUTBOUND",
                        "Unknown (eve@example.com): TEXT_INBOUND");
        var placeholder = timeline.crm.one("SELECT * FROM contacts WHERE last_name = '(+1-905-555-1234)'");
        assertThat(placeholder.getString("first_name")).isEqualTo("Unknown");
        assertThat(placeholder.getString("notes")).isEqualTo("Auto-created from iOS sync - needs review");
        assertThat(placeholder.getOffsetDateTime("last_contacted_at").toInstant())
                .isEqualTo(NOON);
        assertThat(timeline.crm.texts("SELECT type || ' ' || value FROM contact_info ORDER BY type DESC"))
                .containsExactly("phone " + ANNS_NUMBER, "email eve@example.com");
        assertThat(timeline.crm.texts("SELECT kind || ' ' || status FROM contacts_review_items"))
                .containsExactly("placeholder open", "placeholder open");
        assertThat(timeline.crm.texts("SELECT type FROM activity_feed"))
                .containsExactly("contact_synced", "contact_synced");
        var row = timeline.crm.one("SELECT * FROM contacts_sync_runs WHERE run_id = $1", run);
        assertThat(row.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(row.getInteger("unknown")).isEqualTo(2);
        assertThat(row.getInteger("created")).isEqualTo(3);
    }

    @Test
    void leavesUnknownPeopleWaitingWhenOnlyKnownOnesAreWanted() {
        UUID run = timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER))
                .knownOnly()
                .arrive();
        timeline.settle();

        assertThat(timeline.count("contacts")).isZero();
        assertThat(timeline.runState(run)).isEqualTo("SUCCEEDED");
        assertThat(timeline.crm.one("SELECT skipped FROM contacts_sync_runs").getInteger(0))
                .isEqualTo(1);

        timeline.person("Ann", "905-555-1234");
        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Ann: TEXT_INBOUND");
        assertThat(timeline.count("contacts_handles")).isZero();
    }

    @Test
    void makesAPlaceholderOfWhatWaitedWhenALaterRunWantsIt() {
        timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER)).knownOnly().arrive();
        timeline.settle();

        timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER)).arrive();
        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Unknown (+1-905-555-1234): TEXT_INBOUND");
    }

    @Test
    void neverMakesPeopleOfShortCodesAndBrands() {
        UUID run = timeline.sending(
                        text("a", TEXT_INBOUND, "262966"),
                        text("b", TEXT_INBOUND, "AMAZON"),
                        text("c", TEXT_INBOUND, "urn:biz:0a1b2c3d"),
                        text("d", TEXT_INBOUND, "5551234"))
                .arrive();
        timeline.settle();

        assertThat(timeline.count("contacts")).isZero();
        assertThat(timeline.count("contacts_waiting_interactions")).isEqualTo(4);
        assertThat(timeline.runState(run)).isEqualTo("SUCCEEDED");
    }

    @Test
    void guessesNobodyWhenSeveralShareANumberAndAsks() {
        UUID ann = timeline.person("Ann", ANNS_NUMBER);
        UUID bob = timeline.person("Bob", ANNS_NUMBER);

        UUID run = timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER)).arrive();
        timeline.settle();
        timeline.settle();

        assertThat(timeline.timeline()).isEmpty();
        assertThat(timeline.runState(run)).isEqualTo("SUCCEEDED");
        var question = timeline.crm.one("SELECT * FROM contacts_review_items");
        assertThat(question.getString("kind")).isEqualTo("ambiguous_match");
        assertThat(question.getJsonObject("evidence").getJsonArray("candidates"))
                .containsExactlyInAnyOrder(ann.toString(), bob.toString());

        timeline.crm.sql("DELETE FROM contact_info WHERE contact_id = $1", bob);
        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Ann: TEXT_INBOUND");
        assertThat(timeline.crm.texts("SELECT status || ' ' || decision FROM contacts_review_items"))
                .containsExactly("closed joined");
    }

    @Test
    void followsAPersonWhoSaysWhoseASharedNumberIs() {
        timeline.person("Ann", ANNS_NUMBER);
        UUID bob = timeline.person("Bob", ANNS_NUMBER);
        timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER)).arrive();
        timeline.settle();

        timeline.crm
                .pool()
                .withTransaction(connection -> HandleChoice.choose(connection, "phone:" + ANNS_NUMBER, bob, "key:test"))
                .await()
                .atMost(Duration.ofSeconds(30));
        timeline.settle();
        timeline.sending(text("b", TEXT_OUTBOUND, ANNS_NUMBER)).arrive();

        assertThat(timeline.timeline()).containsExactly("Bob: TEXT_INBOUND", "Bob: TEXT_OUTBOUND");
    }

    @Test
    void letsMessagesWaitAgainWhenTheAnswerWhoseANumberIsIsTakenBack() {
        UUID ann = timeline.person("Ann", ANNS_NUMBER);
        UUID bob = timeline.person("Bob", ANNS_NUMBER);
        timeline.sending(text("a", TEXT_OUTBOUND, ANNS_NUMBER)).arrive();
        timeline.settle();
        UUID question = timeline.crm
                .one("SELECT id FROM contacts_review_items WHERE status = 'open'")
                .getUUID(0);
        answer(question, bob);
        timeline.settle();
        assertThat(timeline.timeline()).containsExactly("Bob: TEXT_OUTBOUND");

        timeline.crm
                .pool()
                .withTransaction(connection -> HandleChoice.takeBack(connection, question, "phone:" + ANNS_NUMBER))
                .await()
                .atMost(Duration.ofSeconds(30));
        timeline.settle();

        assertThat(timeline.timeline()).isEmpty();
        assertThat(timeline.crm.texts("SELECT count(last_contacted_at) FROM contacts"))
                .containsExactly("0");
        UUID again = timeline.crm
                .one("SELECT id FROM contacts_review_items WHERE status = 'open'")
                .getUUID(0);
        answer(again, ann);
        timeline.settle();
        assertThat(timeline.timeline()).containsExactly("Ann: TEXT_OUTBOUND");
    }

    private void answer(UUID question, UUID contact) {
        timeline.crm
                .pool()
                .withTransaction(
                        connection -> HandleChoice.choose(connection, "phone:" + ANNS_NUMBER, contact, "key:test")
                                .chain(() -> connection
                                        .preparedQuery(
                                                "UPDATE contacts_review_items SET status = 'resolved', decided_at = now()"
                                                        + " WHERE id = $1")
                                        .execute(Tuple.of(question))))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    @Test
    void answersForMergedAndArchivedContacts() {
        UUID ann = timeline.person("Ann");
        UUID twin = timeline.person("Ann twin", ANNS_NUMBER);
        timeline.crm.sql(
                "UPDATE contacts SET merged_into = $1, listed = false, archived_at = now() WHERE id = $2", ann, twin);
        UUID old = timeline.person("Old Bob", "bob@example.com");
        timeline.crm.sql("UPDATE contacts SET listed = false, archived_at = now() WHERE id = $1", old);

        timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER), text("b", TEXT_INBOUND, "bob@example.com"))
                .arrive();
        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Ann: TEXT_INBOUND", "Old Bob: TEXT_INBOUND");
        assertThat(timeline.crm
                        .one("SELECT archived_at FROM contacts WHERE id = $1", old)
                        .getValue(0))
                .isNotNull();
    }

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
                        .expireIn(30_000));
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
                .atMost(Duration.ofSeconds(60));
        Uni.join()
                .all(IntStream.range(0, 4)
                        .mapToObj(i -> timeline.settler()
                                .ripen()
                                .chain(() -> timeline.settler().join()))
                        .toList())
                .andFailFast()
                .await()
                .atMost(Duration.ofSeconds(60));

        assertThat(timeline.count("contacts")).isEqualTo(25);
        assertThat(timeline.count("interactions")).isEqualTo(110);
        assertThat(timeline.count("contacts_waiting_interactions")).isZero();
        assertThat(timeline.crm.texts("SELECT DISTINCT state FROM contacts_sync_runs"))
                .containsExactly("SUCCEEDED");
    }

    private List<String> everything() {
        List<String> all = new ArrayList<>(timeline.timeline());
        all.addAll(timeline.crm.texts("SELECT name || xmin FROM contacts ORDER BY name"));
        all.addAll(timeline.crm.texts("SELECT type FROM activity_feed"));
        all.addAll(timeline.crm.texts("SELECT kind || status FROM contacts_review_items"));
        return all;
    }
}
