package dev.kith.sync.interaction;

import static dev.kith.model.InteractionType.TEXT_INBOUND;
import static dev.kith.sync.interaction.TimelineFixture.ANNS_NUMBER;
import static dev.kith.sync.interaction.TimelineFixture.NOON;
import static dev.kith.sync.interaction.TimelineFixture.interaction;
import static dev.kith.sync.interaction.TimelineFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionType;
import dev.kith.sync.backfill.apply.QuarantineRetry.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls and messages that cannot be kept are set aside by themselves, and tried again. */
class SetAsideInteractionsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @RegisterExtension
    static final TimelineFixture timeline = new TimelineFixture();

    @Test
    void setsAsideWhatCannotBeKeptAndKeepsTheRest() {
        timeline.person("Ann", ANNS_NUMBER);
        Interaction endless = interaction("b", TEXT_INBOUND, ANNS_NUMBER, Instant.parse("5000-01-01T00:00:00Z"), null);
        Interaction named = new Interaction(
                "x".repeat(600),
                InteractionType.NOTE,
                NOON,
                null,
                Counterpart.of(ANNS_NUMBER, "US"),
                null,
                null,
                false,
                null,
                false,
                "with a \0 in it");

        UUID run = timeline.sending(
                        text("a", TEXT_INBOUND, ANNS_NUMBER),
                        endless,
                        named,
                        new Interaction(
                                "note",
                                InteractionType.NOTE,
                                NOON,
                                null,
                                Counterpart.of(ANNS_NUMBER, "US"),
                                "a\0b",
                                null,
                                false,
                                null,
                                false,
                                "with a \0 in it"))
                .arrive();
        timeline.settle();

        assertThat(timeline.timeline()).containsExactly("Ann: NOTE", "Ann: TEXT_INBOUND");
        assertThat(timeline.crm.texts("SELECT reason FROM contacts_quarantine"))
                .containsExactly("interaction", "interaction");
        assertThat(timeline.runState(run)).isEqualTo("PARTIAL");
    }

    @Test
    void setsAsideWhatTheDatabaseRefuses() {
        timeline.person("Ann", ANNS_NUMBER);
        timeline.crm.sql("ALTER TABLE interactions ADD CONSTRAINT no_bad CHECK (external_id NOT LIKE 'message:bad%')");
        Interaction[] sent = IntStream.range(0, 20)
                .mapToObj(i -> text(i == 13 ? "bad" : "m" + i, TEXT_INBOUND, ANNS_NUMBER))
                .toArray(Interaction[]::new);

        UUID run = timeline.sending(sent).arrive();
        timeline.settle();
        timeline.crm.sql("ALTER TABLE interactions DROP CONSTRAINT no_bad");

        assertThat(timeline.count("interactions")).isEqualTo(19);
        assertThat(timeline.crm.texts("SELECT message FROM contacts_quarantine"))
                .singleElement()
                .asString()
                .contains("23514");
        assertThat(timeline.runState(run)).isEqualTo("PARTIAL");
    }

    @Test
    void keepsWhatWasSetAsideOnceItIsTriedAgain() {
        timeline.person("Ann", ANNS_NUMBER);
        timeline.crm.sql("ALTER TABLE interactions ADD CONSTRAINT no_bad CHECK (external_id NOT LIKE 'message:bad%')");
        timeline.sending(text("bad", TEXT_INBOUND, ANNS_NUMBER)).arrive();
        UUID item = timeline.crm.one("SELECT id FROM contacts_quarantine").getUUID(0);
        InteractionRetry retry = new InteractionRetry(timeline.crm.pool(), timeline.applier());

        assertThat(retry.retry(item).await().atMost(TIMEOUT)).isEqualTo(Outcome.REFUSED);
        timeline.crm.sql("ALTER TABLE interactions DROP CONSTRAINT no_bad");
        assertThat(retry.retry(item).await().atMost(TIMEOUT)).isEqualTo(Outcome.APPLIED);
        assertThat(retry.retry(item).await().atMost(TIMEOUT)).isEqualTo(Outcome.RESOLVED_ALREADY);
        assertThat(retry.retry(UUID.randomUUID()).await().atMost(TIMEOUT)).isEqualTo(Outcome.UNKNOWN);

        assertThat(timeline.timeline()).containsExactly("Ann: TEXT_INBOUND");
        assertThat(timeline.crm.texts("SELECT status || ' ' || attempts FROM contacts_quarantine"))
                .containsExactly("resolved 2");
        assertThat(timeline.crm.texts("SELECT metadata ->> 'provider' FROM interactions"))
                .containsExactly("macos");
    }

    @Test
    void makesThePlaceholderThatWasWantedOfWhatIsTriedAgain() {
        timeline.crm.sql("ALTER TABLE contacts_waiting_interactions ADD CONSTRAINT none CHECK (false)");
        timeline.sending(text("a", TEXT_INBOUND, ANNS_NUMBER)).arrive();
        timeline.crm.sql("ALTER TABLE contacts_waiting_interactions DROP CONSTRAINT none");
        UUID item = timeline.crm.one("SELECT id FROM contacts_quarantine").getUUID(0);

        new InteractionRetry(timeline.crm.pool(), timeline.applier())
                .retry(item)
                .await()
                .atMost(TIMEOUT);
        timeline.settle();

        assertThat(timeline.timeline()).singleElement().asString().startsWith("Unknown (");
    }

    @Test
    void refusesAgainWhatCannotBe() {
        timeline.sending(interaction("b", TEXT_INBOUND, ANNS_NUMBER, Instant.parse("5000-01-01T00:00:00Z"), null))
                .arrive();
        UUID item = timeline.crm.one("SELECT id FROM contacts_quarantine").getUUID(0);

        assertThat(new InteractionRetry(timeline.crm.pool(), timeline.applier())
                        .retry(item)
                        .await()
                        .atMost(TIMEOUT))
                .isEqualTo(Outcome.REFUSED);
        assertThat(timeline.crm.texts("SELECT status || ' ' || attempts FROM contacts_quarantine"))
                .containsExactly("open 2");
    }

    @Test
    void needsNoRetryOfWhatArrivesAgain() {
        timeline.person("Ann", ANNS_NUMBER);
        timeline.crm.sql("ALTER TABLE interactions ADD CONSTRAINT no_bad CHECK (external_id NOT LIKE 'message:bad%')");
        timeline.sending(text("bad", TEXT_INBOUND, ANNS_NUMBER)).arrive();
        timeline.crm.sql("ALTER TABLE interactions DROP CONSTRAINT no_bad");

        timeline.sending(text("bad", TEXT_INBOUND, ANNS_NUMBER)).arrive();

        assertThat(timeline.count("interactions")).isEqualTo(1);
        assertThat(timeline.crm.texts("SELECT status FROM contacts_quarantine")).containsExactly("resolved");
    }
}
