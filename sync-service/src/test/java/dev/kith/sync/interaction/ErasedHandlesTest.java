package dev.kith.sync.interaction;

import static dev.kith.model.InteractionType.TEXT_INBOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.erasure.Erasures;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ErasedHandlesTest {

    private static final String NUMBER = "+442079460123";

    @RegisterExtension
    static final TimelineFixture timeline = new TimelineFixture();

    private static final Erasures erasures =
            new Erasures(timeline.crm.pool(), UUID::randomUUID, CrmFixture.ERASED, new DefaultRegion("US"));

    @Test
    void makesNoPlaceholderForTheNumberOfSomebodyErased() {
        UUID person = timeline.person("Zuleika", NUMBER);
        timeline.sending(TimelineFixture.text("m1", TEXT_INBOUND, NUMBER)).arrive();
        erase(person);

        UUID run = timeline.sending(
                        TimelineFixture.text("m1", TEXT_INBOUND, NUMBER),
                        TimelineFixture.text("m2", TEXT_INBOUND, NUMBER))
                .arrive();
        timeline.settle();

        assertThat(timeline.timeline()).isEmpty();
        assertThat(timeline.count("contacts")).isZero();
        assertThat(timeline.count("contacts_waiting_interactions")).isZero();
        assertThat(timeline.crm
                        .one("SELECT skipped FROM contacts_sync_runs WHERE run_id = $1", run)
                        .getInteger(0))
                .isEqualTo(2);
    }

    @Test
    void givesTheNumberToWhoeverHoldsItNow() {
        erase(timeline.person("Zuleika", NUMBER));
        timeline.person("Noaks", NUMBER);

        timeline.sending(TimelineFixture.text("m1", TEXT_INBOUND, NUMBER)).arrive();

        assertThat(timeline.timeline()).containsExactly("Noaks: TEXT_INBOUND");
    }

    @Test
    void erasesANumberThatNobodyEverNamed() {
        timeline.sending(TimelineFixture.text("m1", TEXT_INBOUND, NUMBER)).arrive();
        timeline.settle();
        UUID placeholder = timeline.crm.one("SELECT id FROM contacts").getUUID("id");

        erase(placeholder);
        timeline.sending(TimelineFixture.text("m2", TEXT_INBOUND, NUMBER)).arrive();
        timeline.settle();

        assertThat(timeline.count("contacts")).isZero();
        assertThat(timeline.count("contacts_placeholders")).isZero();
    }

    private static void erase(UUID contact) {
        erasures.erase(contact, "key:admin", plan -> {}).await().atMost(Duration.ofSeconds(60));
    }
}
