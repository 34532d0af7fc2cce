package dev.kith.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.run.RunState;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ReconcileTest {

    @Inject
    GoogleAccount account;

    @BeforeEach
    void connect() {
        account.put(1, 3);
        account.connect();
        account.sync(SyncMode.FULL);
    }

    @AfterEach
    void disconnect() {
        account.disconnect();
    }

    @Test
    void readsOneContactAnewAndSaysWhatChanged() {
        account.put("Renamed", 1);

        JsonPath answer = reconcile(contact(1), false);

        assertThat(answer.getString("data.sources[0].outcome")).isEqualTo("READ");
        assertThat(answer.getList("data.changes.findAll { it.field == 'first_name' }.to", String.class))
                .containsExactly("Renamed");
        assertThat(account.names()).containsExactly("Renamed 1", "Person 2", "Person 3");
    }

    @Test
    void leavesHowFarTheAccountWasReadAlone() {
        List<String> before = state();
        account.put("Renamed", 1);
        account.put("Renamed", 2);

        reconcile(contact(1), false);

        assertThat(state()).isEqualTo(before);
        assertThat(account.deletedLinks()).isZero();
        assertThat(account.sync(SyncMode.INCREMENTAL).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(account.names()).containsExactly("Renamed 1", "Renamed 2", "Person 3");
    }

    @Test
    void localEditsWinUnlessTheSourcesAreToOverwriteThem() {
        String id = contact(1);
        account.change("UPDATE contacts SET first_name = 'Mine' " + FIRST);

        JsonPath kept = reconcile(id, false);
        assertThat(kept.getList("data.changes")).isEmpty();
        assertThat(account.names()).contains("Mine 1");

        JsonPath overwritten = reconcile(id, true);
        assertThat(overwritten.getList("data.changes.findAll { it.field == 'first_name' }.from", String.class))
                .containsExactly("Mine");
        assertThat(account.names()).contains("Person 1");
        assertThat(account.texts("SELECT rule FROM contacts_field_history h JOIN contacts_source_links l"
                        + " ON l.local_contact_id = h.contact_id WHERE l.account_id = $1 AND field = 'first_name'"))
                .containsExactly("taken");

        account.change("UPDATE contacts SET first_name = 'Mine again' " + FIRST);
        account.sync(SyncMode.FULL);
        assertThat(account.names()).as("sources win once").contains("Mine again 1");
    }

    @Test
    void overwritingAnswersTheQuestionsAboutTheContact() {
        account.change("UPDATE contacts SET first_name = 'Mine' " + FIRST);
        account.put("Moved", 1);
        account.sync(SyncMode.INCREMENTAL);
        assertThat(openConflicts()).isEqualTo("1");

        reconcile(contact(1), true);

        assertThat(account.names()).contains("Moved 1");
        assertThat(openConflicts()).isEqualTo("0");
    }

    @Test
    void aSecondReadingChangesNothing() {
        account.put("Renamed", 1);
        reconcile(contact(1), true);

        JsonPath again = reconcile(contact(1), true);

        assertThat(again.getList("data.changes")).isEmpty();
    }

    @Test
    void saysWhyAPausedSourceWasNotRead() {
        String id = contact(1);
        given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .post("/api/accounts/google/" + account.id + "/pause")
                .then()
                .statusCode(200);

        JsonPath answer = reconcile(id, false);

        assertThat(answer.getString("data.sources[0].outcome")).isEqualTo("FAILED");
        assertThat(answer.getString("data.sources[0].message")).contains("resume");
    }

    @Test
    void aContactThatIsGoneAtTheSourceIsNotFoundThere() {
        String id = contact(1);
        account.delete(1);

        JsonPath answer = reconcile(id, false);

        assertThat(answer.getString("data.sources[0].outcome")).isEqualTo("NOT_FOUND");
        assertThat(answer.getList("data.runs")).isEmpty();
        assertThat(account.deletedLinks()).as("the next sync tells").isZero();
    }

    @Test
    void withoutAContactEveryAccountIsReadInFull() {
        Response answer = post("{}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.jsonPath().getList("data.runs.findAll { it.accountId == '" + account.id + "' }.mode"))
                .containsExactly("full");
        account.sync(SyncMode.FULL);
    }

    @Test
    void refusesToOverwriteEverybodyAndToReadNobody() {
        assertThat(post("{\"overwrite\":true}").statusCode()).isEqualTo(422);
        assertThat(post(body(UUID.randomUUID().toString(), false)).statusCode()).isEqualTo(404);
    }

    private static final String FIRST = "WHERE id IN (SELECT local_contact_id FROM contacts_source_links"
            + " WHERE account_id = $1 ORDER BY external_contact_id LIMIT 1)";

    private String contact(int number) {
        return account.texts("SELECT local_contact_id FROM contacts_source_links WHERE account_id = $1"
                        + " ORDER BY external_contact_id")
                .get(number - 1);
    }

    private String openConflicts() {
        return account.texts("SELECT count(*) FROM contacts_review_items WHERE account_id = $1"
                        + " AND kind = 'field_conflict' AND status = 'open'")
                .get(0);
    }

    private List<String> state() {
        return account.texts("SELECT concat_ws('|', sync_cursor, last_full_sync_at, last_incremental_sync_at,"
                + " last_success_at, generation) FROM contacts_sync_state WHERE account_id = $1");
    }

    private static JsonPath reconcile(String contact, boolean overwrite) {
        Response answer = post(body(contact, overwrite));
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static String body(String contact, boolean overwrite) {
        return "{\"contactId\":\"" + contact + "\",\"overwrite\":" + overwrite + "}";
    }

    private static Response post(String body) {
        return given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/sources/reconcile");
    }
}
