package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class InteractionsTest {

    @Inject
    Pool pool;

    @Test
    void notesDownWhatHappenedAndWhenSomebodyWasLastContacted() {
        String ann = contact("Ann", null, null);

        var added = add(
                ann, "CALL_OUTBOUND", "2026-01-15T14:32:00+02:00", ",\"durationSeconds\":145,\"content\":\"hello\"");
        add(ann, "TEXT_INBOUND", "2026-02-01T00:00:00Z", "");

        assertThat(added.statusCode()).isEqualTo(201);
        assertThat(added.<Map<String, Object>>path("data"))
                .containsEntry("contactId", ann)
                .containsEntry("type", "CALL_OUTBOUND")
                .containsEntry("content", "hello")
                .containsEntry("durationSeconds", 145)
                .containsEntry("occurredAt", "2026-01-15T12:32:00Z")
                .containsEntry("source", "MANUAL")
                .containsEntry("direction", "outgoing")
                .containsKeys("id", "createdAt");
        assertThat(admin().get("/api/contacts/" + ann).<String>path("data.lastContactedAt"))
                .isEqualTo("2026-01-15T12:32:00Z");
        assertThat(rows("SELECT duration_minutes FROM interactions WHERE contact_id = $1 AND content = 'hello'", ann))
                .containsExactly("2");
    }

    @Test
    void listsTheNewestFirstInPagesThatNeitherOverlapNorSkip() {
        String ann = contact("Ann", null, null);
        for (int i = 1; i <= 5; i++) {
            add(ann, "NOTE", "2026-01-0" + i + "T12:00:00Z", ",\"content\":\"" + i + "\"");
        }
        add(ann, "NOTE", "2026-01-03T23:59:59Z", ",\"content\":\"late\"");

        var first = admin().get("/api/contacts/" + ann + "/interactions?limit=4");
        var second = admin().get("/api/contacts/" + ann + "/interactions?limit=4&page=2");
        var day = admin().get("/api/contacts/" + ann + "/interactions?date=2026-01-03");

        assertThat(first.<List<String>>path("data.content")).containsExactly("5", "4", "late", "3");
        assertThat(second.<List<String>>path("data.content")).containsExactly("2", "1");
        assertThat(first.<Integer>path("meta.total")).isEqualTo(6);
        assertThat(day.<List<String>>path("data.content")).containsExactly("late", "3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\":\"PIGEON\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}                         | type",
                "{\"occurredAt\":\"2026-01-01T00:00:00Z\"}                                             | type",
                "{\"type\":\"NOTE\"}                                                                   | occurredAt",
                "{\"type\":\"NOTE\",\"occurredAt\":\"yesterday\"}                                      | occurredAt",
                "{\"type\":\"NOTE\",\"occurredAt\":\"0001-01-01T00:00:00Z\"}                           | occurredAt",
                "{\"type\":\"NOTE\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"durationSeconds\":0}     | durationSeconds",
                "{\"type\":\"NOTE\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"durationSeconds\":\"9\"} | durationSeconds",
                "{\"type\":\"NOTE\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"source\":\"DIARY\"}      | source",
                "{\"type\":\"NOTE\",\"occurredAt\":\"2026-01-01T00:00:00Z\",\"content\":\"a\\u0000b\"} | content",
            })
    void refusesWhatIsNoInteraction(String body, String field) {
        String ann = contact("Ann", null, null);

        var refused = admin().body(body).post("/api/contacts/" + ann + "/interactions");

        assertThat(error(refused)).isEqualTo("422 VALIDATION_ERROR");
        assertThat(refused.<Map<String, ?>>path("error.details")).containsOnlyKeys(field);
        assertThat(rows("SELECT id FROM interactions WHERE contact_id = $1", ann))
                .isEmpty();
    }

    @Test
    void knowsNoTimelineOfNobody() {
        String path = "/api/contacts/" + UUID.randomUUID() + "/interactions";

        assertThat(error(admin().get(path))).isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().body("{\"type\":\"NOTE\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}")
                        .post(path)))
                .isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().get("/api/contacts/" + contact("Ann", null, null) + "/interactions?date=soon")))
                .isEqualTo("422 VALIDATION_ERROR");
    }

    @Test
    void answersForAMergedContactWithTheSurvivorsTimeline() {
        String ann = contact("Ann", null, null);
        String twin = contact("Ann twin", null, null);
        pool.preparedQuery("UPDATE contacts SET merged_into = $1 WHERE id = $2")
                .execute(Tuple.of(UUID.fromString(ann), UUID.fromString(twin)))
                .await()
                .indefinitely();

        var added = add(twin, "MEETING", "2026-01-01T00:00:00Z", "");

        assertThat(added.<String>path("data.contactId")).isEqualTo(ann);
        assertThat(admin().get("/api/contacts/" + twin + "/interactions").<List<String>>path("data.contactId"))
                .containsExactly(ann);
    }

    @Test
    void namesNobodyAfterThePlaceholderThatAPersonMergesIntoThem() {
        String ann = contact("Ann", null, null);
        UUID unknown = UUID.randomUUID();
        UUID question = UUID.randomUUID();
        execute("""
                INSERT INTO contacts (id, name, first_name, last_name, notes) VALUES ($1, 'Unknown (+1-905-555-1234)',
                    'Unknown', '(+1-905-555-1234)', 'Auto-created from iOS sync - needs review')
                """, unknown);
        execute("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'phone', '+19055551234')", unknown);
        execute(
                "INSERT INTO contacts_review_items (id, kind, subject, contact_id) VALUES ($1, 'placeholder', 'q', $2)",
                question,
                unknown);

        var answered = admin().body("{\"decision\":\"merge\",\"targetId\":\"" + ann + "\"}")
                .post("/api/review/" + question);

        assertThat(answered.statusCode()).isEqualTo(200);
        assertThat(admin().get("/api/contacts/" + unknown).<Map<String, Object>>path("data"))
                .containsEntry("id", ann)
                .containsEntry("name", "Ann")
                .containsEntry("firstName", null)
                .containsEntry("lastName", null)
                .containsEntry("notes", null)
                .containsEntry("phone", "+19055551234");
    }

    private void execute(String sql, Object... arguments) {
        pool.preparedQuery(sql).execute(Tuple.from(List.of(arguments))).await().indefinitely();
    }

    private static String contact(String name, String phone, String email) {
        return admin().body("{\"name\":\"" + name + "\""
                        + (phone == null ? "" : ",\"phone\":\"" + phone + "\"")
                        + (email == null ? "" : ",\"email\":\"" + email + "\"") + "}")
                .post("/api/contacts")
                .path("data.id");
    }

    private static Response add(String contact, String type, String at, String more) {
        return admin().body("{\"type\":\"" + type + "\",\"occurredAt\":\"" + at + "\"" + more + "}")
                .post("/api/contacts/" + contact + "/interactions");
    }

    private List<String> rows(String sql, String argument) {
        Object value = argument.matches("[0-9a-f-]{36}") ? UUID.fromString(argument) : argument;
        List<String> found = new ArrayList<>();
        pool.preparedQuery(sql)
                .execute(Tuple.of(value))
                .await()
                .indefinitely()
                .forEach(row -> found.add(String.valueOf(row.getValue(0))));
        return found;
    }
}
