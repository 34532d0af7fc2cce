package dev.kith.sync.regression;

import static dev.kith.sync.regression.ReplayClient.ended;
import static dev.kith.sync.regression.ReplayClient.replay;
import static dev.kith.sync.testing.AdminClient.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.CloudEventHeaders;
import dev.kith.model.Interaction;
import dev.kith.model.InteractionCodec;
import dev.kith.sandbox.mac.MacBatches;
import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.LogAtRest;
import dev.kith.sync.testing.MacLog;
import dev.kith.sync.testing.Replays;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A CRM that is emptied and made again, although the world goes on and went on before. */
@QuarkusTest
@QuarkusTestResource(value = KithServers.class, restrictToAnnotatedClass = true)
class RebuildTest {

    @Inject
    GoogleStory story;

    @Inject
    Pool pool;

    @Inject
    LogAtRest log;

    @BeforeEach
    void awaitWhatOthersLeft() {
        log.reach(story::picture);
    }

    @Test
    void losesNothingThatSourcesSayWhileTheCrmIsEmpty() {
        story.connect();
        story.put(1, story.person("Kim", "Engineer"));
        story.put(2, story.person("Lea", "Engineer"));
        story.fullSync();
        story.emptyCrm();
        story.put(1, withPhone(story.person("Kim", "Pilot"), "+14165550177"));
        story.sync();
        UUID replay = rebuildToTheLogsEnd();
        story.put(2, withPhone(story.person("Lea", "Captain"), "+14165550177"));
        story.sync();

        story.sql("UPDATE contacts_replays SET expires_at = now() WHERE id = $1", replay);
        assertThat(ended(replay).getString("data.state")).isEqualTo("SUCCEEDED");

        assertThat(story.field("Kim", "job_title")).isEqualTo("Pilot");
        assertThat(story.infos("Kim", "phone")).containsExactly("+14165550177");
        assertThat(story.field("Lea", "job_title")).isEqualTo("Captain");
        assertThat(story.infos("Lea", "phone")).containsExactly("+14165550177");
        assertThat(story.openQuestions("ambiguous_match")).isEmpty();
    }

    /** One that nobody works on yet. */
    private UUID rebuildToTheLogsEnd() {
        UUID id = Replays.heldElsewhere(pool, false, true);
        story.sql("""
                INSERT INTO contacts_replay_partitions (replay_id, topic, partition, topic_id, first_offset, next_offset)
                SELECT $1, topic, partition, topic_id, 0, next_offset FROM contacts_log_offsets
                WHERE topic LIKE 'kith.%contacts.v1'
                """, id);
        return id;
    }

    private static ObjectNode withPhone(ObjectNode person, String number) {
        person.putArray("phoneNumbers").addObject().put("value", number);
        return person;
    }

    @Test
    void bringsBackWhatPeopleDidInItsOrder() {
        UUID jo = made("Jo");
        UUID may = made("May");
        UUID ada = made("Ada");
        story.connect();
        story.put(1, story.person("Jo", "Pilot"));
        ObjectNode unnamed = story.person("Ken");
        unnamed.remove("names");
        story.put(2, unnamed);
        story.put(3, story.person("Lou", "Cook"));
        story.put(4, story.person("Ned"));
        String phone = number();
        story.put(5, withPhone(story.person("Oz"), phone));
        story.put(6, withPhone(story.person("Pam"), number()));
        story.put(7, story.person("Ray"));
        story.fullSync();
        UUID ken = UUID.fromString(
                story.text("SELECT contact_id::text FROM contact_info WHERE value = $1", story.email("Ken")));
        UUID lou = story.contact("Lou");
        UUID ned = story.contact("Ned");
        UUID oz = story.contact("Oz");
        UUID pam = story.contact("Pam");
        edit(ken, Map.of("firstName", "Ken", "lastName", "Given"));
        merge(may, lou);
        merge(ned, ada);
        edit(ned, Map.of("emails", List.of(Map.of("value", story.email("Ned"))), "labels", List.of()));
        edit(oz, Map.of("phones", List.of()));
        edit(pam, Map.of("phones", List.of()));
        ObjectNode relabelled = withPhone(story.person("Oz"), phone);
        ((ObjectNode) relabelled.withArray("phoneNumbers").get(0)).put("type", "work");
        story.put(5, relabelled);
        unnamed.putArray("organizations").addObject().put("name", "Works").put("title", "Baker");
        story.put(2, unnamed);
        UUID ray = answeredAndTakenBack(7, "Ray");
        story.sync();
        List<UUID> people = List.of(jo, may, ada, ken, lou, ned, oz, pam, ray);
        String before = story.picture(people);
        assertThat(before).contains("Pilot", "Baker", "Given", "Cook", phone);

        story.emptyCrm();
        replay(Map.of("dryRun", false));

        assertThat(story.picture(people)).isEqualTo(before);
        assertThat(story.openQuestions("ambiguous_match")).hasSize(1).allMatch(about -> about.contains("/deleted/"));
    }

    @Test
    void bringsBackWhatPeopleRemovedBeforeTheyMerged() {
        story.connect();
        story.google().putGroup(story.account(), "choir", "Choir " + story.mark());
        ObjectNode two = story.person("Ugo");
        two.withArray("emailAddresses").addObject().put("value", story.email("Hugo"));
        story.put(1, two);
        story.put(2, withPhone(story.person("Vic"), number()));
        story.put(3, story.person("Wes"));
        story.put(4, inChoir(story.person("Xia")));
        story.put(5, inChoir(story.person("Yan")));
        story.fullSync();
        UUID ugo = story.contact("Ugo");
        UUID vic = story.contact("Vic");
        UUID wes = story.contact("Wes");
        UUID xia = story.contact("Xia");
        edit(
                ugo,
                Map.of(
                        "emails",
                        Stream.of("Ugo", "Hugo", "Added")
                                .map(name -> Map.of("value", story.email(name)))
                                .toList()));
        story.put(1, story.person("Ugo"));
        story.sync();
        edit(vic, Map.of("phones", List.of()));
        merge(wes, vic);
        edit(xia, Map.of("labels", List.of()));
        merge(xia, story.contact("Yan"));
        List<UUID> people = List.of(ugo, vic, wes, xia);
        String before = story.picture(people);
        assertThat(before).contains(story.email("Added")).doesNotContain(story.email("Hugo"), "+1437", "Choir");

        story.emptyCrm();
        JsonPath report = replay(Map.of("dryRun", false));

        assertThat(story.picture(people)).isEqualTo(before);
        assertThat(report.getInt("data.report.quarantined")).isZero();
    }

    private static ObjectNode inChoir(ObjectNode person) {
        person.putArray("memberships")
                .addObject()
                .putObject("contactGroupMembership")
                .put("contactGroupResourceName", "contactGroups/choir");
        return person;
    }

    /** Made by a person of an entry of the source whose contact had been deleted, and given up again. */
    private UUID answeredAndTakenBack(int number, String first) {
        story.sql("DELETE FROM contacts WHERE id = $1", story.contact(first));
        story.put(number, story.person(first, "Smith"));
        story.sync();
        String question = story.text(
                "SELECT id::text FROM contacts_review_items WHERE account_id = $1 AND subject LIKE '%/deleted/%'",
                story.account());
        admin().body(Map.of("decision", "separate"))
                .post("/api/review/{id}", question)
                .then()
                .statusCode(200);
        UUID made = story.contact(first);
        admin().post("/api/review/{id}/undo", question).then().statusCode(200);
        return made;
    }

    private UUID made(String first) {
        return UUID.fromString(admin().body(Map.of(
                        "firstName",
                        first,
                        "lastName",
                        "Of" + story.mark(),
                        "emails",
                        List.of(Map.of("value", story.email(first))),
                        "labels",
                        List.of(Map.of("name", "Friends"))))
                .post("/api/contacts")
                .path("data.id"));
    }

    private static void edit(UUID contact, Map<String, Object> body) {
        admin().body(body).put("/api/contacts/{id}", contact).then().statusCode(200);
    }

    private static void merge(UUID survivor, UUID other) {
        admin().body(Map.of("otherId", other))
                .post("/api/contacts/{id}/merge", survivor)
                .then()
                .statusCode(200);
    }

    @Test
    void keepsWhatAPersonWroteFromASourceThatSpeaksWhileTheCrmIsEmpty() {
        story.connect();
        story.put(1, story.person("Kim", "Engineer"));
        story.put(2, story.person("Lea", "Engineer"));
        story.fullSync();
        edit(story.contact("Kim"), Map.of("title", "Sculptor"));
        edit(story.contact("Lea"), Map.of("title", "Sculptor"));
        story.emptyCrm();
        story.put(1, story.person("Kim", "Pilot"));
        story.sync();
        UUID replay = rebuildToTheLogsEnd();
        story.put(2, story.person("Lea", "Pilot"));
        story.sync();

        story.sql("UPDATE contacts_replays SET expires_at = now() WHERE id = $1", replay);
        assertThat(ended(replay).getString("data.state")).isEqualTo("SUCCEEDED");

        assertThat(story.field("Kim", "job_title")).isEqualTo("Sculptor");
        assertThat(story.field("Lea", "job_title")).isEqualTo("Sculptor");
    }

    @Test
    void leavesMessagesToWhomeverTheirNumberWasWhenTheyCame() {
        String former = number();
        String edited = number();
        story.connect();
        story.put(1, withPhone(story.person("Mia"), former));
        story.put(2, withPhone(story.person("Noa"), edited));
        story.fullSync();
        send(former, edited);
        await().atMost(GoogleStory.WAIT)
                .untilAsserted(
                        () -> assertThat(messages("Mia") + messages("Noa")).isEqualTo("11"));
        story.put(1, withPhone(story.person("Mia"), number()));
        story.sync();
        admin().body("{\"phones\":[{\"value\":\"" + number() + "\"}]}")
                .put("/api/contacts/{id}", story.contact("Noa"))
                .then()
                .statusCode(200);

        story.emptyCrm();
        replay(Map.of("dryRun", false));

        assertThat(messages("Mia")).isEqualTo("1");
        assertThat(messages("Noa")).isEqualTo("1");
    }

    /** Of nobody else's. */
    private static String number() {
        return "+1437" + (2_000_000 + ThreadLocalRandom.current().nextInt(7_000_000));
    }

    private void send(String... numbers) {
        String account = "mac-" + UUID.randomUUID() + ".phone";
        List<Interaction> messages = Stream.of(numbers)
                .map(number -> MacLog.message(UUID.randomUUID().toString(), number))
                .toList();
        try (MacLog log = new MacLog()) {
            log.send(
                    MacLog.INTERACTIONS,
                    "macos/" + account,
                    CloudEventHeaders.INTERACTION_BATCH,
                    InteractionCodec.write(MacBatches.messages(account, MacBatches.onlyPage(1), messages)));
        }
    }

    private String messages(String first) {
        return story.text("SELECT count(*)::text FROM interactions WHERE contact_id = $1", story.contact(first));
    }

    @Test
    void showsEveryPhotoThatWasShownBefore() {
        MacStory mac = new MacStory(story);
        mac.send(
                mac.person("Ann", "ann"),
                mac.person("Bob", "bob"),
                mac.person("Cid", "first"),
                mac.person("Dan", "dan"),
                mac.person("Eli", "eli"));
        String chosen = story.field("Cid", "avatar_url");
        mac.send(MacStory.gone("Bob"), mac.person("Cid", "second"));
        admin().body(Map.of("photoUrl", chosen))
                .put("/api/contacts/{id}", story.contact("Cid"))
                .then()
                .statusCode(200);
        admin().body(Map.of("otherId", story.contact("Dan")))
                .post("/api/contacts/{id}/merge", story.contact("Eli"))
                .then()
                .statusCode(200);
        mac.disconnect();
        Map<String, String> before = mac.photos();
        assertThat(before)
                .containsEntry("Ann", "ann")
                .containsEntry("Bob", "bob")
                .containsEntry("Cid", "first")
                .containsEntry("Dan", "eli")
                .containsEntry("Eli", "eli");

        story.emptyCrm();
        replay(Map.of("dryRun", false));

        assertThat(mac.photos()).isEqualTo(before);
    }

    @Test
    void showsPhotosThatComeWhileTheCrmIsEmpty() {
        MacStory mac = new MacStory(story);
        mac.send(mac.person("Eve", "first"));
        story.emptyCrm();
        UUID replay = rebuildToTheLogsEnd();
        mac.send(mac.person("Eve", "second"));

        story.sql("UPDATE contacts_replays SET expires_at = now() WHERE id = $1", replay);
        assertThat(ended(replay).getString("data.state")).isEqualTo("SUCCEEDED");

        assertThat(mac.photos()).containsEntry("Eve", "second");
    }

    @Test
    void keepsNoPhotoOfNobody() {
        MacStory mac = new MacStory(story);
        mac.send(mac.person("Fay", "fay"));
        UUID fay = story.contact("Fay");
        story.emptyCrm();
        story.sql("DELETE FROM contacts_source_links WHERE local_contact_id = $1", fay);
        story.sql("DELETE FROM contacts_provenance WHERE contact_id = $1", fay);

        replay(Map.of("dryRun", false));

        assertThat(story.texts("SELECT sha256 FROM contacts_photos WHERE contact_id = $1", fay))
                .isEmpty();
    }

    @Test
    void isNotBegunWhereMostWouldStayAway() {
        story.connect();
        story.put(1, story.person("Gil"));
        story.put(2, story.person("Hua"));
        story.fullSync();
        String before = story.picture();
        story.emptyCrm();

        assertThat(refused(Map.of("dryRun", false, "provider", "google", "accountId", story.account())))
                .contains("only a replay of the whole log");
        UUID came = made("Ira");
        assertThat(refused(Map.of("dryRun", false))).contains("Empty its tables once more");

        story.emptyCrm();
        replay(Map.of("dryRun", false));
        assertThat(story.picture()).contains(before.split("\n")).contains(came.toString());
    }

    private static String refused(Map<String, Object> request) {
        Response answer = admin().body(request).post("/api/replay");
        assertThat(answer.statusCode()).isEqualTo(409);
        return answer.path("error.message");
    }

    /** Whatever refers to the CRM's tables goes when they are emptied. */
    @Test
    void emptiesNoTableOfTheModule() {
        assertThat(story.texts("""
                        SELECT c.conrelid::regclass || ': ' || c.conname FROM pg_constraint c
                        WHERE c.contype = 'f' AND c.conrelid::regclass::text LIKE 'contacts\\_%'
                          AND c.confrelid::regclass::text NOT LIKE 'contacts\\_%'
                        """)).isEmpty();
    }
}
