package dev.kith.sync.interaction;

import static dev.kith.model.InteractionType.TEXT_INBOUND;
import static dev.kith.model.InteractionType.TEXT_OUTBOUND;
import static dev.kith.sync.interaction.TimelineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Phone;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.testing.Concurrent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Concurrent
class PlaceholderLifeTest {

    private static final String NUMBER = "+19055551234";

    @RegisterExtension
    static final TimelineFixture timeline = new TimelineFixture();

    @Test
    void waitsForTheContactsThatWereSentBesideIt() {
        UUID contactRun = UUID.randomUUID();
        UUID run = timeline.sending(text("a", TEXT_INBOUND, NUMBER))
                .after(contactRun)
                .arrive();
        timeline.settle();
        assertThat(timeline.count("contacts")).isZero();
        assertThat(timeline.runState(run)).isEqualTo("RUNNING");

        var first = timeline.position(contactRun, SyncMode.FULL, timeline.nextFence(), 1, false);
        timeline.contacts(TimelineFixture.STORE, first, ann("+19055550000"));
        timeline.settle();
        assertThat(timeline.timeline()).as("one page of two is in").isEmpty();

        timeline.contacts(
                TimelineFixture.STORE,
                timeline.position(contactRun, SyncMode.FULL, first.fence(), 2, true),
                person("b", "Bob", "Beta", NUMBER));
        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Bob Beta: TEXT_INBOUND");
        assertThat(timeline.runState(run)).isEqualTo("SUCCEEDED");
        assertThat(timeline.crm.texts("SELECT kind FROM contacts_review_items")).isEmpty();
    }

    @Test
    void becomesAPlaceholderWhenTheContactsAreInAndNobodyHasTheNumber() {
        UUID contactRun = UUID.randomUUID();
        UUID run = timeline.sending(text("a", TEXT_INBOUND, NUMBER))
                .after(contactRun)
                .arrive();
        timeline.settle();

        timeline.contacts(
                TimelineFixture.STORE,
                timeline.position(contactRun, SyncMode.FULL, timeline.nextFence(), 1, true),
                ann("+19055550000"));
        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Unknown (+1-905-555-1234): TEXT_INBOUND");
        assertThat(timeline.runState(run)).isEqualTo("SUCCEEDED");
    }

    @Test
    void doesNotWaitForEverForContactsThatNeverCome() {
        timeline.sending(text("a", TEXT_INBOUND, NUMBER))
                .after(UUID.randomUUID())
                .arrive();
        timeline.crm.sql("UPDATE contacts_waiting_interactions SET received_at = now() - interval '11 minutes'");

        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Unknown (+1-905-555-1234): TEXT_INBOUND");
    }

    @Test
    void isMergedWithoutAWordIntoWhomASourceBrings() {
        makePlaceholder();

        timeline.contacts(SyncMode.FULL, ann(NUMBER));
        timeline.settle();

        assertMergedInto("Ann Alpha");
        assertThat(timeline.crm.texts("SELECT kind || ' ' || status || ' ' || decision FROM contacts_review_items"))
                .containsExactly("placeholder closed merged");
        assertThat(timeline.crm.texts("SELECT DISTINCT type FROM activity_feed"))
                .containsExactly("contact_synced");
    }

    @Test
    void isPartedAgainWhenAPersonSaysSoAndStaysParted() {
        makePlaceholder();
        UUID ann = timeline.person("Ann Alpha", NUMBER);
        timeline.settle();
        assertMergedInto("Ann Alpha");
        String named = timeline.crm
                .one("SELECT evidence ->> 'mergeId' FROM contacts_review_items WHERE kind = 'placeholder'")
                .getString(0);

        Merges merges = new Merges(timeline.crm.pool(), UUID::randomUUID, Clock.systemUTC(), new DefaultRegion("US"));
        merges.undo(UUID.fromString(named), "key:test").await().atMost(Duration.ofSeconds(60));
        timeline.settle();
        timeline.sending(text("later", TEXT_INBOUND, NUMBER)).arrive();
        timeline.settle();

        assertThat(timeline.timeline())
                .containsExactly("Unknown (+1-905-555-1234): TEXT_INBOUND", "Unknown (+1-905-555-1234): TEXT_OUTBOUND");
        assertThat(timeline.crm.texts("SELECT status FROM contacts_review_items WHERE kind = 'placeholder'"))
                .containsExactly("open");
        assertThat(timeline.crm.texts("SELECT name FROM contacts WHERE merged_into IS NOT NULL"))
                .isEmpty();
        assertThat(timeline.crm
                        .one("SELECT last_contacted_at FROM contacts WHERE id = $1", ann)
                        .getValue(0))
                .isNull();
        assertThat(timeline.crm.texts("SELECT subject FROM contacts_review_items WHERE kind = 'ambiguous_match'"))
                .as("whose the number is, is asked")
                .hasSize(1);
    }

    @Test
    void isMergedIntoAKnownContactThatGetsTheNumberByPlainSql() {
        UUID ann = timeline.person("Ann Alpha", "ann@example.com");
        makePlaceholder();

        timeline.crm.sql(
                "INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'phone', '905 555 1234')", ann);
        timeline.settle();

        assertMergedInto("Ann Alpha");
        assertThat(timeline.crm
                        .one("SELECT last_contacted_at FROM contacts WHERE id = $1", ann)
                        .getValue(0))
                .isNotNull();
    }

    @Test
    void leavesItsNumberWithNobodyOnceItIsMerged() {
        makePlaceholder();
        UUID ann = timeline.person("Ann Alpha", NUMBER);
        timeline.settle();
        timeline.crm.sql("DELETE FROM contact_info WHERE contact_id = $1", ann);
        timeline.person("Bob Beta", NUMBER);

        timeline.sending(text("later", TEXT_INBOUND, NUMBER)).arrive();
        timeline.settle();

        assertThat(timeline.timeline())
                .containsExactly("Ann Alpha: TEXT_INBOUND", "Ann Alpha: TEXT_OUTBOUND", "Bob Beta: TEXT_INBOUND");
    }

    @Test
    void collectsWhatComesLater() {
        makePlaceholder();

        timeline.sending(text("later", TEXT_INBOUND, NUMBER)).knownOnly().arrive();
        timeline.settle();

        assertThat(timeline.count("contacts")).isEqualTo(1);
        assertThat(timeline.count("interactions")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE contacts SET first_name = 'Plumber', name = 'Plumber' WHERE first_name = 'Unknown'",
                "UPDATE contacts SET notes = 'called twice' WHERE first_name = 'Unknown'",
                "UPDATE contacts SET stay_in_touch_days = 30 WHERE first_name = 'Unknown'",
                "INSERT INTO contact_info (contact_id, type, value) SELECT id, 'email', 'p@example.com' FROM contacts",
                "INSERT INTO important_dates (contact_id, label, month, day) SELECT id, 'birthday', 1, 2 FROM contacts",
                "INSERT INTO interactions (contact_id, type, content) SELECT id, 'NOTE', 'a plumber' FROM contacts",
                "UPDATE contacts_review_items SET status = 'resolved', decision = 'dismiss'",
            })
    void isAPersonOnceSomebodyTouchedIt(String touch) {
        makePlaceholder();
        timeline.crm.sql(touch);
        timeline.person("Ann Alpha", NUMBER);

        timeline.settle();

        assertThat(timeline.crm.texts("SELECT name FROM contacts WHERE merged_into IS NOT NULL"))
                .isEmpty();
        assertThat(timeline.crm.texts(
                        "SELECT DISTINCT c.name FROM interactions i JOIN contacts c ON c.id = i.contact_id"))
                .doesNotContain("Ann Alpha");
    }

    @Test
    void isNotMadeAgainAfterSomebodyDeletedIt() {
        makePlaceholder();
        timeline.crm.sql("DELETE FROM contacts");

        UUID run = timeline.sending(text("a", TEXT_INBOUND, NUMBER), text("later", TEXT_INBOUND, NUMBER))
                .arrive();
        timeline.settle();
        timeline.settle();

        assertThat(timeline.count("contacts")).isZero();
        assertThat(timeline.runState(run)).isEqualTo("SUCCEEDED");
        assertThat(timeline.count("contacts_waiting_interactions")).isEqualTo(2);
    }

    @Test
    void staysArchivedWhenSomebodyArchivedIt() {
        makePlaceholder();
        timeline.crm.sql("UPDATE contacts SET listed = false, archived_at = now()");

        timeline.sending(text("later", TEXT_INBOUND, NUMBER)).arrive();
        timeline.settle();

        assertThat(timeline.count("contacts")).isEqualTo(1);
        assertThat(timeline.count("interactions")).isEqualTo(3);
    }

    @Test
    void standsInWhileItIsNotClearWhoseTheNumberIs() {
        makePlaceholder();
        timeline.person("Ann Alpha", NUMBER);
        timeline.person("Bob Beta", NUMBER);
        timeline.settle();

        timeline.sending(text("later", TEXT_INBOUND, NUMBER)).arrive();
        timeline.settle();

        assertThat(timeline.crm.texts(
                        "SELECT DISTINCT c.first_name FROM interactions i JOIN contacts c ON c.id = i.contact_id"))
                .containsExactly("Unknown");
        assertThat(timeline.count("contacts_waiting_interactions")).isZero();
    }

    @Test
    void standsInNobodysWayWhenASourceBringsItsNumber() {
        makePlaceholder();

        timeline.crm.sync(CrmFixture.HOME, SyncMode.FULL, ann(NUMBER));
        timeline.settle();
        timeline.crm.sync(CrmFixture.WORK, SyncMode.FULL, ann(NUMBER));
        timeline.settle();

        assertMergedInto("Ann Alpha");
        assertThat(timeline.crm.texts("SELECT rung FROM contacts_source_links ORDER BY account_id"))
                .containsExactly("new", "phone");
        assertThat(timeline.crm.texts("SELECT 1 FROM contacts_review_items WHERE kind = 'ambiguous_match'"))
                .isEmpty();
    }

    private void makePlaceholder() {
        timeline.sending(text("a", TEXT_INBOUND, NUMBER), text("b", TEXT_OUTBOUND, NUMBER))
                .arrive();
        timeline.settle();
        assertThat(timeline.crm.texts("SELECT name FROM contacts WHERE first_name = 'Unknown'"))
                .containsExactly("Unknown (+1-905-555-1234)");
    }

    private void assertMergedInto(String name) {
        assertThat(timeline.timeline()).containsExactly(name + ": TEXT_INBOUND", name + ": TEXT_OUTBOUND");
        var placeholder = timeline.crm.one("""
                SELECT p.archived_at, p.listed, s.name FROM contacts p JOIN contacts s ON s.id = p.merged_into
                WHERE p.first_name = 'Unknown'
                """);
        assertThat(placeholder.getString("name")).isEqualTo(name);
        assertThat(placeholder.getBoolean("listed")).isFalse();
        assertThat(placeholder.getValue("archived_at")).isNotNull();
        assertThat(timeline.count("contacts_handles")).isZero();
    }

    private static CanonicalContact ann(String number) {
        return person("a", "Ann", "Alpha", number);
    }

    private static CanonicalContact person(String id, String first, String last, String number) {
        return CanonicalContact.builder(id + ":ABPerson")
                .displayName(first + " " + last)
                .firstName(first)
                .lastName(last)
                .phones(List.of(new Phone(number, "mobile", true, number)))
                .build();
    }
}
