package dev.kith.sync.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.google.Fault;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An earlier implementation stood still, or said nothing happened, when one thing went wrong. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class SyncGoesOnTest {

    private static final String CONNECTIONS = "/v1/people/me/connections";

    @Inject
    GoogleStory story;

    @Inject
    GoogleStory other;

    @AfterEach
    void disconnect() {
        story.disconnect();
    }

    @Test
    void aCharacterThatNoTextMayHoldCostsNobodyAnything() {
        IntStream.rangeClosed(1, 999).forEach(number -> story.put(number, story.person("P" + number)));
        story.put(1_000, Google.person("Bad\0", "Of" + story.mark()));
        story.connect();

        RunView run = story.run(SyncMode.FULL);

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.summary().created()).isEqualTo(1_000);
        assertThat(story.sync().summary().fetched()).as("the cursor moved").isZero();
    }

    @Test
    void whoWasDeletedWhileTheTokenWasExpiredIsNoticedByTheNextFullSync() {
        IntStream.rangeClosed(1, 30).forEach(number -> story.put(number, story.person("P" + number)));
        story.connect();
        story.fullSync();
        story.google().expireSyncTokens(story.account());
        story.delete(7);

        RunView run = story.sync();

        assertThat(run.mode()).isEqualTo(SyncMode.FULL);
        assertThat(run.summary().deleted()).isEqualTo(1);
        assertThat(story.texts("""
                        SELECT c.first_name FROM contacts_source_links l JOIN contacts c ON c.id = l.local_contact_id
                        WHERE l.account_id = $1 AND l.deleted_at IS NOT NULL
                        """, story.account())).containsExactly("P7");
    }

    @Test
    void anExpiredTokenLeadsToExactlyOneFullListing() {
        story.put(1, story.person("Kim"));
        story.connect();
        story.fullSync();
        story.google().expireSyncTokens(story.account());
        story.google().clearRequests();

        story.sync();
        story.sync();

        assertThat(story.google().requests().stream()
                        .filter(request -> request.path().equals(CONNECTIONS))
                        .filter(request -> !request.query().containsKey("syncToken")))
                .hasSize(1);
    }

    @Test
    void aRevokedGrantStopsAskingForItAloneAndSaysWhatToDo() {
        story.put(1, story.person("Lea"));
        story.connect();
        story.fullSync();
        story.google().revoke(story.account());
        story.google().expireAccessTokens();

        assertThat(story.run(SyncMode.INCREMENTAL).state()).isEqualTo(RunState.FAILED);

        assertThat(story.text("SELECT health FROM contacts_source_accounts WHERE account_id = $1", story.account()))
                .isEqualTo("needs_consent");
        assertThat(story.text(
                        "SELECT health_message FROM contacts_source_accounts WHERE account_id = $1", story.account()))
                .isNotBlank();
        story.sql("UPDATE contacts_sync_leases SET next_run_at = now() WHERE account_id = $1", story.account());
        other.connect();
        try {
            // Whoever looks for this one's work would find the other's too.
            other.fullSync();
        } finally {
            other.disconnect();
        }
        assertThat(story.texts(
                        "SELECT state FROM contacts_sync_runs WHERE account_id = $1 ORDER BY started_at",
                        story.account()))
                .containsExactly("SUCCEEDED", "FAILED");
    }

    @Test
    void passingTroubleOfTheSourceIsRiddenOutWithinTheCycle() {
        story.put(1, story.person("Max"));
        story.connect();
        story.fullSync();
        for (Fault.Kind kind : new Fault.Kind[] {
            Fault.Kind.INTERNAL,
            Fault.Kind.UNAVAILABLE,
            Fault.Kind.HTML_BAD_GATEWAY,
            Fault.Kind.RESET,
            Fault.Kind.TRUNCATED,
            Fault.Kind.UNAUTHORIZED
        }) {
            story.google().fault(new Fault(CONNECTIONS, 1, kind));
            assertThat(story.run(SyncMode.INCREMENTAL).state()).as("%s", kind).isEqualTo(RunState.SUCCEEDED);
        }
    }

    @Test
    void aRunThatFindsNothingNewSaysHowMuchItLookedAt() {
        IntStream.rangeClosed(1, 12).forEach(number -> story.put(number, story.person("P" + number)));
        story.connect();
        story.fullSync();

        RunView again = story.fullSync();

        assertThat(again.summary().fetched()).isEqualTo(12);
        assertThat(again.summary().skipped()).isEqualTo(12);
        assertThat(again.summary().unchanged()).isEqualTo(12);
        assertThat(again.summary().applied()).isZero();
    }

    @Test
    void onlyAVisibleChangeLeavesAnEntryAndItNamesWhatChanged() {
        ObjectNode person = story.person("Nia");
        person.putArray("organizations").addObject().put("name", "Acme").put("title", "Clerk");
        story.put(1, person);
        story.connect();
        story.fullSync();
        long entries = story.activities();
        String row = story.field("Nia", "xmin");

        story.touch(1);
        story.sync();
        story.fullSync();
        assertThat(story.activities()).isEqualTo(entries);
        assertThat(story.field("Nia", "xmin")).isEqualTo(row);

        ObjectNode promoted = person.deepCopy();
        promoted.putArray("organizations").addObject().put("name", "Acme").put("title", "Manager");
        story.put(1, promoted);
        story.sync();
        assertThat(story.activity("contact_sync_updated")).hasSize(1).allMatch(text -> text.endsWith(": job_title"));
    }
}
