package dev.kith.sync.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.run.RunView;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.LogAtRest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A full list that leaves out people whom the source still has, and so do the deltas that begin at its end. */
@QuarkusTest
@QuarkusTestResource(value = KithServers.class, restrictToAnnotatedClass = true)
class WrongListTest {

    @Inject
    GoogleStory story;

    @Inject
    LogAtRest log;

    @BeforeEach
    void connect() {
        log.reach(story::picture);
        story.connect();
        story.put(1, story.person("Ida", "Nurse"));
        story.put(2, story.person("Ole", "Baker"));
        story.fullSync();
    }

    @AfterEach
    void listEverybody() {
        story.google().switches().nobodyListed = false;
    }

    @Test
    void isReadAgainSoThatNoChangeBeforeItIsPassedOver() {
        story.put(1, story.person("Ida", "Doctor"));
        story.put(3, story.person("Una", "Pilot"));
        assertThat(listOfNobody().mode()).isEqualTo(SyncMode.FULL);
        assertThat(story.field("Ida", "job_title")).isEqualTo("Nurse");

        story.google().switches().nobodyListed = false;
        story.sync();

        assertThat(story.field("Ida", "job_title")).isEqualTo("Doctor");
        assertThat(story.field("Una", "job_title")).isEqualTo("Pilot");
        assertThat(lastError()).isNull();
    }

    @Test
    void isReadAgainUntilItIsRight() {
        story.put(1, story.person("Ida", "Doctor"));
        listOfNobody();
        assertThat(story.sync().mode()).isEqualTo(SyncMode.FULL);

        story.google().switches().nobodyListed = false;
        story.sync();

        assertThat(story.field("Ida", "job_title")).isEqualTo("Doctor");
        assertThat(story.sync().mode()).isEqualTo(SyncMode.INCREMENTAL);
    }

    @Test
    void deletesNobodyAndSaysWhatIsWrong() {
        listOfNobody();

        assertThat(story.field("Ida", "job_title")).isEqualTo("Nurse");
        assertThat(story.field("Ole", "job_title")).isEqualTo("Baker");
        assertThat(lastError())
                .isEqualTo("The source's list left out contacts that it still has (2)."
                        + " Nobody was deleted; the whole list is read again.");
    }

    @Test
    void isReadAgainThoughTheSourceHadFailedBefore() {
        story.sql("UPDATE contacts_sync_state SET failures_in_row = 5 WHERE account_id = $1", story.account());
        listOfNobody();

        assertThat(story.sync().mode()).isEqualTo(SyncMode.FULL);
    }

    @Test
    void isNotReadAgainForEver() {
        listOfNobody();

        assertThat(List.of(
                        story.sync().mode(), story.sync().mode(), story.sync().mode()))
                .containsExactly(SyncMode.FULL, SyncMode.FULL, SyncMode.FULL);
        assertThat(story.sync().mode()).isEqualTo(SyncMode.INCREMENTAL);
    }

    /** A source that goes on with its wrong list is not asked for it without a pause. */
    @Test
    void isReadAgainAtTheUsualTimeOnly() {
        listOfNobody();

        assertThat(story.text(
                        "SELECT (next_run_at > now() + interval '10 seconds')::text FROM contacts_sync_leases WHERE account_id = $1",
                        story.account()))
                .isEqualTo("true");
    }

    private String lastError() {
        return story.text("SELECT last_error FROM contacts_sync_state WHERE account_id = $1", story.account());
    }

    private RunView listOfNobody() {
        story.google().switches().nobodyListed = true;
        story.google().expireSyncTokens(story.account());
        return story.sync();
    }
}
