package dev.kith.sync.interaction;

import static dev.kith.model.InteractionType.CALL_INBOUND;
import static dev.kith.model.InteractionType.CALL_MISSED;
import static dev.kith.model.InteractionType.CALL_OUTBOUND;
import static dev.kith.model.InteractionType.TEXT_INBOUND;
import static dev.kith.model.InteractionType.TEXT_OUTBOUND;
import static dev.kith.sync.interaction.TimelineFixture.ANNS_NUMBER;
import static dev.kith.sync.interaction.TimelineFixture.NOON;
import static dev.kith.sync.interaction.TimelineFixture.interaction;
import static dev.kith.sync.interaction.TimelineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Interaction;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.review.merge.Merges;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whom calls and messages are filed under, and when somebody is made for them. */
class TimelineTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @RegisterExtension
    static final TimelineFixture timeline = new TimelineFixture();

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
    void partsWhatCameWhileTwoPeopleWereOneByWhoseNumberItWas() {
        UUID ann = timeline.person("Ann", ANNS_NUMBER);
        UUID bob = timeline.person("Bob", "bob@example.com");
        Merges merges = new Merges(timeline.crm.pool(), UUID::randomUUID, Clock.systemUTC(), new DefaultRegion("US"));
        UUID merge = merges.merge(ann, bob, "key:test").await().atMost(TIMEOUT).mergeId();
        timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER), text("b", TEXT_OUTBOUND, "bob@example.com"))
                .arrive();
        timeline.settle();

        merges.undo(merge, "key:test").await().atMost(TIMEOUT);
        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Ann: TEXT_INBOUND", "Bob: TEXT_OUTBOUND");
        assertThat(timeline.crm.texts("SELECT name FROM contacts WHERE last_contacted_at IS NOT NULL"))
                .containsExactly("Bob");
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

    private List<String> everything() {
        List<String> all = new ArrayList<>(timeline.timeline());
        all.addAll(timeline.crm.texts("SELECT name || xmin FROM contacts ORDER BY name"));
        all.addAll(timeline.crm.texts("SELECT type FROM activity_feed"));
        all.addAll(timeline.crm.texts("SELECT kind || status FROM contacts_review_items"));
        return all;
    }
}
