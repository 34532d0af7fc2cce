package dev.kith.sync.regression;

import static dev.kith.sync.regression.ReplayClient.begin;
import static dev.kith.sync.regression.ReplayClient.ended;
import static dev.kith.sync.regression.ReplayClient.get;
import static dev.kith.sync.regression.ReplayClient.replay;
import static dev.kith.sync.testing.AdminClient.admin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.LogAtRest;
import dev.kith.sync.testing.Replays;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log holds is decided once more: nothing happens twice, nothing a human wrote is lost, and all of it comes back. */
@QuarkusTest
@QuarkusTestResource(value = KithServers.class, restrictToAnnotatedClass = true)
class ReplayTest {

    @Inject
    GoogleStory story;

    @Inject
    GoogleStory other;

    @Inject
    Pool pool;

    @Inject
    LogAtRest log;

    @BeforeEach
    void awaitWhatOthersLeft() {
        log.reach(story::picture);
    }

    @Test
    void changesNothingWhereNothingIsMappedDifferently() {
        story.connect();
        story.put(1, story.person("Ann", "Engineer"));
        story.put(2, story.person("Bob"));
        story.fullSync();
        story.put(1, story.person("Ann", "Chief Engineer"));
        story.sync();
        edit(story.contact("Ann").toString(), "{\"nickname\":\"Annie\"}");
        story.delete(2);
        story.sync();
        String before = story.picture();
        String links = links();
        long activities = story.activities();

        JsonPath report = replay(Map.of("dryRun", false, "provider", "google", "accountId", story.account()));

        assertThat(report.getInt("data.report.created") + report.getInt("data.report.updated"))
                .isZero();
        assertThat(report.getLong("data.report.records")).isPositive();
        assertThat(story.picture()).isEqualTo(before);
        assertThat(links()).isEqualTo(links);
        assertThat(story.activities()).isEqualTo(activities);
    }

    @Test
    void mapsAgainAndTellsFirstWhatWouldChange() {
        story.connect();
        story.put(1, story.person("Cleo", "Engineer"));
        story.put(2, story.person("Dan", "Painter"));
        story.fullSync();
        story.sync();
        // As if an earlier version had not known titles, and Dan's had been written by a human.
        forgetTitle("Cleo");
        forgetTitle("Dan");
        edit(story.contact("Dan").toString(), "{\"title\":\"Sculptor\"}");
        String before = story.picture();
        String state = story.text(
                "SELECT to_jsonb(s)::text FROM contacts_sync_state s WHERE account_id = $1", story.account());
        Map<String, Object> request = Map.of("provider", "google", "accountId", story.account());

        JsonPath dry = replay(request);

        assertThat(dry.getBoolean("data.dryRun")).isTrue();
        assertThat(dry.getInt("data.report.updated")).isEqualTo(1);
        assertThat(dry.getMap("data.report.fields")).containsEntry("job_title", 1);
        assertThat(dry.getString("data.report.contacts[0].contactId"))
                .isEqualTo(story.contact("Cleo").toString());
        assertThat(story.picture()).isEqualTo(before);

        replay(Map.of("dryRun", false, "provider", "google", "accountId", story.account()));

        assertThat(story.field("Cleo", "job_title")).isEqualTo("Engineer");
        assertThat(story.field("Dan", "job_title")).isEqualTo("Sculptor");
        assertThat(story.text(
                        "SELECT to_jsonb(s)::text FROM contacts_sync_state s WHERE account_id = $1", story.account()))
                .isEqualTo(state);
        long activities = story.activities();
        assertThat(replay(request).getInt("data.report.updated")).isZero();
        assertThat(story.activities()).isEqualTo(activities);
    }

    @Test
    void carriesOutWhatADryRunFound() {
        story.connect();
        story.put(1, story.person("Cleo", "Engineer"));
        story.fullSync();
        forgetTitle("Cleo");
        Map<String, Object> request = Map.of("provider", "google", "accountId", story.account());
        String plan = replay(request).getString("data.planFingerprint");

        JsonPath applied = replay(agreeing(request, plan));

        assertThat(applied.getBoolean("data.dryRun")).isFalse();
        assertThat(applied.getInt("data.report.updated")).isEqualTo(1);
        assertThat(story.field("Cleo", "job_title")).isEqualTo("Engineer");
    }

    @Test
    void changesNothingOnceAnythingElseWouldHappenThanWasAgreedTo() {
        story.connect();
        story.put(1, story.person("Cleo", "Engineer"));
        story.put(2, story.person("Dan", "Painter"));
        story.fullSync();
        forgetTitle("Cleo");
        Map<String, Object> request = Map.of("provider", "google", "accountId", story.account());
        String plan = replay(request).getString("data.planFingerprint");
        forgetTitle("Dan");
        String before = story.picture();

        JsonPath refused = ended(begin(agreeing(request, plan)));

        assertThat(refused.getString("data.state")).isEqualTo("FAILED");
        assertThat(refused.getString("data.error")).contains("no longer do what was agreed to");
        assertThat(story.picture()).isEqualTo(before);
        assertThat(admin().body(agreeing(Map.of(), plan)).post("/api/replay").statusCode())
                .as("a plan of another request")
                .isEqualTo(409);
        replay(Map.of("dryRun", false, "provider", "google", "accountId", story.account()));
    }

    @Test
    void makesAnEmptiedCrmWhatItWas() {
        story.connect();
        other.connect();
        ObjectNode eve = story.person("Eve", "Pilot");
        story.put(1, eve);
        story.put(2, story.person("Finn"));
        story.put(3, story.person("Gus"));
        story.put(4, story.person("Hal"));
        story.google().putGroup(story.account(), "choir", "Choir " + story.mark());
        story.put(5, inGroup(story.person("Ida"), "contactGroups/choir"));
        ObjectNode shared = other.person("Eve");
        shared.putArray("emailAddresses").addObject().put("value", story.email("Eve"));
        shared.putArray("names").addObject().put("givenName", "Eve").put("familyName", "Of" + story.mark());
        shared.putArray("phoneNumbers").addObject().put("value", "+14165550123");
        story.fullSync();
        other.put(1, shared);
        other.fullSync();

        String made = admin().body(
                        "{\"firstName\":\"Jo\",\"lastName\":\"Made\",\"emails\":[{\"value\":\"jo@made.example\"}],"
                                + "\"labels\":[{\"name\":\"Friends\"}]}")
                .post("/api/contacts")
                .path("data.id");
        edit(story.contact("Eve").toString(), "{\"nickname\":\"Evie\",\"phones\":[{\"value\":\"+14165550199\"}]}");
        edit(made, "{\"notes\":\"Met in Rome\",\"organization\":\"Acme\"}");
        admin().body("{\"otherId\":\"" + made + "\"}")
                .post("/api/contacts/{id}/merge", story.contact("Finn"))
                .then()
                .statusCode(200);
        admin().delete("/api/contacts/{id}", story.contact("Gus")).then().statusCode(200);
        admin().body("{\"type\":\"MEETING\",\"content\":\"Lunch\",\"occurredAt\":\"2026-02-03T12:00:00Z\"}")
                .post("/api/contacts/{id}/interactions", story.contact("Hal"))
                .then()
                .statusCode(201);
        story.put(1, story.person("Eve", "Captain"));
        story.delete(4);
        story.sync();
        story.sync();
        String before = story.picture();
        assertThat(before).contains("Captain", "Evie", "jo@made.example", "Choir", "Met in Rome", "Lunch");

        story.emptyCrm();
        JsonPath report = replay(Map.of("dryRun", false));

        assertThat(report.getBoolean("data.rebuild")).isTrue();
        assertThat(story.picture()).isEqualTo(before);
        story.put(2, story.person("Finn", "Tailor"));
        story.sync();
        assertThat(story.field("Finn", "job_title")).isEqualTo("Tailor");
    }

    @Test
    void isOneAtATimeAndGoesOnWhereAnInstanceDied() {
        UUID id = Replays.heldElsewhere(pool, true, false);

        Response refused = admin().body("{}").post("/api/replay");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(get(id).getString("data.state")).isEqualTo("RUNNING");

        story.sql("UPDATE contacts_replays SET expires_at = now() WHERE id = $1", id);
        assertThat(ended(id).getString("data.state")).isEqualTo("SUCCEEDED");
    }

    @Test
    void isCancelledByWhoeverMayBeginOne() {
        UUID id = Replays.heldElsewhere(pool, false, false);

        Response cancelled = cancel(id);

        assertThat(cancelled.statusCode()).as(cancelled.asString()).isEqualTo(200);
        assertThat(cancelled.<String>path("data.state")).isEqualTo("CANCELLED");
        assertThat(cancelled.<String>path("data.error"))
                .startsWith("Cancelled by ")
                .endsWith(". What was applied stays.");
        assertThat(cancelled.<String>path("data.endedAt")).isNotNull();
        assertThat(cancel(id).statusCode()).isEqualTo(409);
        assertThat(cancel(UUID.randomUUID()).statusCode()).isEqualTo(404);
        replay(Map.of("from", "2100-01-01T00:00:00Z"));
    }

    private static Response cancel(UUID id) {
        return admin().post("/api/replays/{id}/cancel", id);
    }

    @Test
    void readsOnlyWhatWasAskedFor() {
        JsonPath nothing = replay(Map.of("from", "2100-01-01T00:00:00Z"));

        assertThat(nothing.getLong("data.report.records")).isZero();
        assertThat(status("{\"from\":\"yesterday\"}")).isEqualTo(422);
        assertThat(status("{\"accountId\":\"somebody\"}")).isEqualTo(422);
    }

    @Test
    void readsOneAccountAloneWhateverItIsCalled() {
        String account = "Anna's file? #" + UUID.randomUUID() + "x".repeat(250);
        given().header("Authorization", "Bearer " + KithServers.ADMIN_KEY)
                .contentType("text/vcard")
                .queryParam("accountId", account)
                .body("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n")
                .post("/api/import/contacts")
                .then()
                .statusCode(200);

        JsonPath report = replay(Map.of("provider", "file", "accountId", account));

        assertThat(report.getLong("data.report.records")).isPositive();
        assertThat(report.getString("data.accountId")).isEqualTo(account);
    }

    private static int status(String body) {
        return admin().body(body).post("/api/replay").statusCode();
    }

    private void forgetTitle(String first) {
        UUID contact = story.contact(first);
        story.sql(
                "UPDATE contacts_source_links SET content_hash = 'old', mapped = mapped #- '{scalars,job_title}'"
                        + " WHERE local_contact_id = $1",
                contact);
        story.sql(
                "UPDATE contacts_provenance SET document = document #- '{fields,job_title}' WHERE contact_id = $1",
                contact);
        story.sql("UPDATE contacts SET job_title = NULL WHERE id = $1", contact);
    }

    private static ObjectNode inGroup(ObjectNode person, String group) {
        person.putArray("memberships")
                .addObject()
                .putObject("contactGroupMembership")
                .put("contactGroupResourceName", group);
        return person;
    }

    private static void edit(String contact, String body) {
        admin().body(body).put("/api/contacts/{id}", contact).then().statusCode(200);
    }

    private String links() {
        return String.join(
                "\n",
                story.texts(
                        "SELECT to_jsonb(l)::text FROM contacts_source_links l WHERE account_id = $1 ORDER BY 1",
                        story.account()));
    }

    private static Map<String, Object> agreeing(Map<String, Object> request, String plan) {
        Map<String, Object> agreeing = new HashMap<>(request);
        agreeing.put("planFingerprint", plan);
        return agreeing;
    }
}
