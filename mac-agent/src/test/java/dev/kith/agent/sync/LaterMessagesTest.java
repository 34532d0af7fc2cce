package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.sandbox.mac.Row;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages that come, or change, after others were sent. */
class LaterMessagesTest extends OnAMac {

    @Test
    void findsNewMessagesHoweverOldTheyAre() {
        sync();
        apple.messages(messages -> {
            messages.received("m-new", TestMac.YESTERDAY, 1, 1L);
            messages.received("m-filled-in", AgentRunner.NOW.minus(Duration.ofDays(300)), 1, 1L);
        });

        assertThat(Sent.of(sync()).interactionIds())
                .containsExactly("message:m-new:in:" + ANN, "message:m-filled-in:in:" + ANN);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void waitsUntilMessagesHasSettledWhoSentIt() {
        sync();
        apple.messages(messages -> messages.received("m-fresh", AgentRunner.NOW.minusSeconds(1), 1, 1L));
        assertThat(Sent.of(sync()).isEmpty()).isTrue();

        apple.messages(
                messages -> messages.database().execute("UPDATE message SET is_from_me = 1 WHERE guid = 'm-fresh'"));
        agent.at(AgentRunner.NOW.plusSeconds(10));

        assertThat(Sent.of(sync()).interactionIds()).containsExactly("message:m-fresh:out:" + ANN);
    }

    @Test
    void sendsAgainWhatMessagesChangesAfterItWasSent() {
        sync();
        apple.messages(
                messages -> messages.database().execute("UPDATE message SET handle_id = 2 WHERE guid = 'm-group'"));
        assertThat(Sent.of(sync()).isEmpty())
                .as("who is named beside a group counts for nothing")
                .isTrue();

        apple.messages(
                messages -> messages.database().execute("UPDATE message SET is_from_me = 1 WHERE guid = 'm-in'"));

        assertThat(Sent.of(sync()).interactionIds()).containsExactly("message:m-in:out:" + ANN);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void sendsAMessageThatGoesOutLaterThanItsRowWasWritten() {
        apple.messages(messages -> messages.message(
                "m-later",
                TestMac.YESTERDAY,
                Row.of("is_from_me", 1).and("error", 22).and("is_sent", 0),
                1L));
        assertThat(Sent.of(sync()).interactionIds()).noneMatch(id -> id.contains("m-later"));

        apple.messages(messages ->
                messages.database().execute("UPDATE message SET error = 0, is_sent = 1 WHERE guid = 'm-later'"));

        assertThat(Sent.of(sync()).interactionIds()).containsExactly("message:m-later:out:" + ANN);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void noticesARebuiltDatabaseAndFindsWhatIsNewInIt() {
        sync();
        apple.messages(messages -> {
            messages.database().execute("UPDATE message SET ROWID = ROWID + 500");
            messages.database().execute("UPDATE chat_message_join SET message_id = message_id + 500");
        });
        assertThat(Sent.of(sync()).isEmpty())
                .as("the same messages under other ids")
                .isTrue();

        apple.messages(messages -> {
            messages.database().execute("UPDATE message SET ROWID = ROWID + 5000");
            messages.database().execute("UPDATE chat_message_join SET message_id = message_id + 5000");
            messages.message("m-extra", TestMac.YESTERDAY, Row.of("ROWID", 2).and("handle_id", 1), 1L);
        });

        assertThat(Sent.of(sync()).interactionIds()).contains("message:m-extra:in:" + ANN);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void looksThroughEverythingNowAndThenForWhatChangedBelowTheCursor() {
        apple.messages(messages -> {
            for (int i = 0; i < 1500; i++) {
                messages.received("bulk-" + i, TestMac.YESTERDAY, 1, 1L);
            }
        });
        sync();
        apple.messages(messages -> messages.database()
                .execute("UPDATE message SET date = (SELECT date FROM message WHERE guid = 'm-in') WHERE guid ="
                        + " 'm-old'"));
        assertThat(Sent.of(sync()).isEmpty()).isTrue();

        agent.at(AgentRunner.NOW.plus(Duration.ofDays(8)));
        List<String> found = Sent.of(sync()).interactionIds();

        assertThat(found).contains("message:m-old:in:" + ANN).hasSizeLessThan(1100);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }
}
