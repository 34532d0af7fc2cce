package dev.kith.sync.interaction;

import static dev.kith.model.InteractionType.TEXT_INBOUND;
import static dev.kith.model.InteractionType.TEXT_OUTBOUND;
import static dev.kith.sync.interaction.TimelineFixture.ANNS_NUMBER;
import static dev.kith.sync.interaction.TimelineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whose a message is where several people, or people who were merged or archived, have its number or address. */
class SharedHandleTest {

    @RegisterExtension
    static final TimelineFixture timeline = new TimelineFixture();

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
}
