package dev.kith.sync.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.SyncMode;
import dev.kith.sync.account.Accounts;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.SyncNow;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An earlier implementation made the same person twice, took two people for one, or lost sight of one. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class NobodyTwiceTest {

    @Inject
    GoogleStory story;

    @Inject
    SyncNow syncNow;

    @AfterEach
    void disconnect() {
        story.disconnect();
    }

    @Test
    void syncsAskedForAtOnceBesideThePollerMakeEachContactOnce() {
        IntStream.rangeClosed(1, 50).forEach(number -> story.put(number, story.person("P" + number)));
        story.connect();

        List<?> answers = Uni.join()
                .all(IntStream.range(0, 6)
                        .mapToObj(unused ->
                                syncNow.start(Accounts.GOOGLE, story.account(), SyncMode.FULL, GoogleStory.WAIT))
                        .toList())
                .andFailFast()
                .await()
                .atMost(GoogleStory.WAIT);

        assertThat(answers).hasSize(6);
        assertThat(story.texts("SELECT name FROM contacts WHERE last_name = $1", "Of" + story.mark()))
                .hasSize(50)
                .doesNotHaveDuplicates();
    }

    @Test
    void findsANumberHoweverItIsWrittenAndLetsTwoPeopleShareOne() {
        String number = "415555" + Math.floorMod(story.mark().hashCode(), 10_000);
        String e164 = "+1"
                + (number.length() == 10
                        ? number
                        : String.format("%s", number + "0000").substring(0, 10));
        story.sql(
                "INSERT INTO contacts (id, name, first_name, last_name) VALUES ($1, $2, 'Eve', $3)",
                UUID.randomUUID(),
                "Eve Of" + story.mark(),
                "Of" + story.mark());
        story.sql(
                "INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'phone', $2)",
                story.contact("Eve"),
                "+1 (" + e164.substring(2, 5) + ") " + e164.substring(5, 8) + "-" + e164.substring(8));
        story.put(1, withPhone("Eve", e164.substring(2, 5) + "." + e164.substring(5, 8) + "." + e164.substring(8)));
        story.put(2, withPhone("Fay", e164));
        story.connect();

        story.fullSync();
        story.fullSync();

        assertThat(story.texts("SELECT first_name FROM contacts WHERE last_name = $1 ORDER BY 1", "Of" + story.mark()))
                .containsExactly("Eve", "Fay");
        assertThat(story.infos("Fay", "phone")).containsExactly(e164);
        assertThat(story.infos("Eve", "phone")).hasSize(1);
    }

    private ObjectNode withPhone(String first, String number) {
        ObjectNode person = Google.person(first, "Of" + story.mark());
        person.remove("emailAddresses");
        person.putArray("phoneNumbers").addObject().put("value", number);
        return person;
    }

    @Test
    void aPersonWhoComesBackAfterADeletionIsTheSameOneAndWasNeverTouched() {
        ObjectNode bare = Google.person("Gus", "Of" + story.mark());
        bare.remove("emailAddresses");
        story.put(1, bare);
        IntStream.rangeClosed(2, 6).forEach(number -> story.put(number, story.person("Q" + number)));
        story.connect();
        story.fullSync();
        UUID gus = story.contact("Gus");

        story.delete(1);
        story.sync();
        assertThat(story.field("Gus", "listed::text || ' ' || coalesce(archived_at::text, 'not archived')"))
                .isEqualTo("true not archived");
        assertThat(story.openQuestions("archival_candidate")).hasSize(1);
        assertThat(story.activity("contact_sync_deleted_source")).hasSize(1);

        ObjectNode renamed = Google.person("Gustav", "Of" + story.mark());
        renamed.remove("emailAddresses");
        story.put(1, renamed);
        story.sync();

        assertThat(story.contact("Gustav")).isEqualTo(gus);
        assertThat(story.openQuestions("archival_candidate")).isEmpty();
        assertThat(story.texts(
                        "SELECT 'tombstone' FROM contacts_source_links WHERE account_id = $1 AND deleted_at IS NOT NULL",
                        story.account()))
                .isEmpty();
    }

    @Test
    void twoOfTheSameNameAreAskedAboutOnceHoweverOftenOneSyncs() {
        for (int twin = 0; twin < 2; twin++) {
            story.sql(
                    "INSERT INTO contacts (name, first_name, last_name) VALUES ($1, 'Hal', $2)",
                    "Hal Of" + story.mark(),
                    "Of" + story.mark());
        }
        story.put(1, story.person("Hal"));
        story.connect();

        story.fullSync();
        story.touch(1);
        story.sync();
        story.fullSync();

        assertThat(story.texts("SELECT name FROM contacts WHERE last_name = $1", "Of" + story.mark()))
                .hasSize(3);
        assertThat(story.openQuestions("ambiguous_match")).hasSize(1);
    }

    @Test
    void aContactThatSomebodyRemovedIsNoErrorAndIsNotMadeAgain() {
        story.put(1, story.person("Ida"));
        story.put(2, story.person("Jon"));
        story.connect();
        story.fullSync();
        story.sql("DELETE FROM contacts WHERE id = $1", story.contact("Ida"));

        for (int again = 0; again < 3; again++) {
            story.touch(1);
            assertThat(story.sync().state()).isEqualTo(RunState.SUCCEEDED);
        }
        story.fullSync();

        assertThat(story.texts("SELECT first_name FROM contacts WHERE last_name = $1", "Of" + story.mark()))
                .containsExactly("Jon");
    }
}
