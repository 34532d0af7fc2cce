package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Marks;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of calls, messages and the like through the real log onto the timelines of the real CRM. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class InteractionImportTest {

    private static final AtomicInteger NUMBERS = new AtomicInteger(2000);

    @Inject
    Pool pool;

    /** Nobody of another test is taken for somebody of this one. */
    private final String mark = Marks.word();

    private final String account = "import-" + UUID.randomUUID();
    private final String email = "ann@" + mark + ".example";
    private final String phone = "+1902555" + NUMBERS.incrementAndGet();

    @Test
    void carriesJsonOntoTheTimelinesOfThoseWithTheNumberOrAddressOnce() {
        String ann = contact("\"email\":\"" + email + "\"");
        String bob = contact("\"phone\":\"" + phone + "\"");
        String file = """
                [{"email":"%s","type":"meeting","occurredAt":"2026-01-15T14:32:00Z","content":"lunch"},
                 {"contact_email":"%s","type":"TEXT_INBOUND","occurred_at":"2026-01-16 10:00:00","source":"import_ios"},
                 {"phone":"(902) 555-%s","type":"call-outbound","occurredAt":"2026-01-17T10:00:00.123456+02:00",
                  "durationSeconds":145}]
                """.formatted(email, email.toUpperCase(java.util.Locale.ROOT), phone.substring(8));

        Response first = post("application/json", file);
        Response second = post("application/json", file);

        assertThat(report(first)).isEqualTo("200: 3 imported, 0 skipped, 0 errors");
        assertThat(report(second)).isEqualTo("200: 0 imported, 3 skipped, 0 errors");
        assertThat(timeline(ann))
                .containsExactly(
                        "TEXT_INBOUND 2026-01-16T10:00:00Z null IMPORT_IOS null",
                        "MEETING 2026-01-15T14:32:00Z null MANUAL lunch");
        assertThat(timeline(bob)).containsExactly("CALL_OUTBOUND 2026-01-17T08:00:00.123456Z 145 MANUAL null");
        assertThat(lastContacted(ann)).isEqualTo("2026-01-15T14:32:00Z");
        assertThat(lastContacted(bob)).isEqualTo("2026-01-17T08:00:00.123456Z");
    }

    @Test
    void carriesCsvOntoTheTimelines() {
        String ann = contact("\"email\":\"" + email + "\"");
        String file = "Type;Occurred At;Email;Duration Seconds;Content;External Id\n"
                + "CALL_INBOUND;2026-02-01;" + email + ";60;;1\n" + "\n"
                + "NOTE;2026-02-02T08:00:00Z;" + email + ";;\"two\nlines\";2\n";

        assertThat(report(post("text/csv", file))).isEqualTo("200: 2 imported, 0 skipped, 0 errors");
        assertThat(report(post("text/csv", file.replace("two", "other"))))
                .as("records are known by the ids that their file gives them")
                .isEqualTo("200: 0 imported, 2 skipped, 0 errors");
        assertThat(timeline(ann))
                .containsExactly(
                        "NOTE 2026-02-02T08:00:00Z null MANUAL two\nlines",
                        "CALL_INBOUND 2026-02-01T00:00:00Z 60 MANUAL null");
    }

    @Test
    void namesWhatCannotBeReadAndTakesTheRest() {
        String ann = contact("\"email\":\"" + email + "\"");
        String file = """
                [{"email":"%1$s","type":"PIGEON","occurredAt":"2026-01-15T14:32:00Z"},
                 {"email":"%1$s","type":"NOTE"},
                 {"type":"NOTE","occurredAt":"2026-01-15T14:32:00Z"},
                 {"email":"nobody","type":"NOTE","occurredAt":"yesterday"},
                 7,
                 {"email":"%1$s","type":"NOTE","occurredAt":"2026-01-15T14:32:00Z","durationSeconds":"long"}]
                """.formatted(email);

        Response answer = post("application/json", file);

        assertThat(report(answer)).isEqualTo("200: 1 imported, 0 skipped, 7 errors");
        assertThat(answer.<List<Map<String, Object>>>path("data.errors").stream()
                        .map(error -> error.get("row") + " " + error.get("line") + " " + error.get("field")))
                .containsExactly(
                        "1 1 type",
                        "2 2 occurredAt",
                        "3 3 phone",
                        "4 4 occurredAt",
                        "4 4 email",
                        "5 5 interaction",
                        "6 6 durationSeconds");
        assertThat(timeline(ann)).containsExactly("NOTE 2026-01-15T14:32:00Z null MANUAL null");
    }

    @Test
    void keepsWhatBelongsToNobodyYetAndSaysSo() {
        String file = "[{\"email\":\"" + email + "\",\"type\":\"NOTE\",\"occurredAt\":\"2026-01-15T14:32:00Z\"}]";

        Response first = post("application/json", file);
        Response second = post("application/json", file);

        assertThat(report(first)).isEqualTo("200: 0 imported, 1 skipped, 1 errors");
        assertThat(report(second)).isEqualTo("200: 0 imported, 1 skipped, 1 errors");
        assertThat(first.<String>path("data.errors[0].field")).isEqualTo("email");
        assertThat(admin().get("/api/import/interactions/" + first.path("data.runId"))
                        .<Object>path("data"))
                .isEqualTo(first.path("data"));
        assertThat(admin().queryParam("search", mark).get("/api/contacts").<Integer>path("meta.total"))
                .as("no placeholder is made of what somebody imports")
                .isZero();
        String ann = contact("\"email\":\"" + email + "\"");
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> timeline(ann).size() == 1);
        assertThat(report(post("application/json", file))).isEqualTo("200: 0 imported, 1 skipped, 0 errors");
    }

    @Test
    void takesTheNumberWhereTheAddressLeadsToNobody() {
        String bob = contact("\"phone\":\"" + phone + "\"");
        String file = "[{\"email\":\"" + email + "\",\"phone\":\"" + phone
                + "\",\"type\":\"NOTE\",\"occurredAt\":\"2026-01-15T14:32:00Z\"}]";

        assertThat(report(post("application/json", file))).isEqualTo("200: 1 imported, 0 skipped, 0 errors");
        assertThat(timeline(bob)).hasSize(1);
    }

    @Test
    void takesFilesOfManyPages() {
        String ann = contact("\"email\":\"" + email + "\"");
        String file = IntStream.range(0, 1_100)
                .mapToObj(i -> "NOTE," + java.time.Instant.ofEpochSecond(1_700_000_000L + i) + "," + email + ","
                        + (i % 2 == 0 ? "MANUAL" : "API"))
                .collect(Collectors.joining("\n", "type,occurredAt,email,source\n", "\n"));

        assertThat(report(post("text/csv", file))).isEqualTo("200: 1100 imported, 0 skipped, 0 errors");
        assertThat(admin().get("/api/contacts/" + ann + "/interactions").<Integer>path("meta.total"))
                .isEqualTo(1_100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv         |                        | 422 VALIDATION_ERROR",
                "text/csv         | First Name,Last Name   | 422 VALIDATION_ERROR",
                "application/json | [{\"type\":\"NOTE\"},  | 400 MALFORMED_JSON",
                "application/json | []                     | 422 VALIDATION_ERROR",
                "application/json | 7                      | 422 VALIDATION_ERROR",
                "text/vcard       | BEGIN:VCARD            | 415 UNSUPPORTED_MEDIA_TYPE",
            })
    void refusesWhatIsNoFileOfInteractionsAndChangesNothing(String type, String body, String refusal) {
        long runs = runs();

        Response answer = post(type, body == null ? "" : body);

        assertThat(error(answer)).isEqualTo(refusal);
        assertThat(answer.<String>path("error.message")).isNotBlank();
        assertThat(runs()).isEqualTo(runs);
    }

    @Test
    void letsNobodyImportWithoutTheRightTo() {
        assertThat(error(with(newKey("viewer")).body("[]").post("/api/import/interactions")))
                .isEqualTo("403 FORBIDDEN");
    }

    private Response post(String type, String body) {
        return admin().contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .queryParam("accountId", account)
                .post("/api/import/interactions");
    }

    private static String report(Response answer) {
        return answer.statusCode() + ": " + answer.path("data.imported") + " imported, " + answer.path("data.skipped")
                + " skipped, " + answer.<List<?>>path("data.errors").size() + " errors";
    }

    private String contact(String value) {
        return admin().body("{\"firstName\":\"Somebody\",\"lastName\":\"" + mark + "\"," + value + "}")
                .post("/api/contacts")
                .path("data.id");
    }

    private static String lastContacted(String contact) {
        return admin().get("/api/contacts/" + contact).path("data.lastContactedAt");
    }

    private static List<String> timeline(String contact) {
        return admin()
                .get("/api/contacts/" + contact + "/interactions")
                .<List<Map<String, Object>>>path("data")
                .stream()
                .map(item -> item.get("type") + " " + item.get("occurredAt") + " " + item.get("durationSeconds") + " "
                        + item.get("source") + " " + item.get("content"))
                .toList();
    }

    /** Accounts of other tests may be polled meanwhile, but none of files. */
    private long runs() {
        return pool.query("SELECT count(*) FROM contacts_sync_runs WHERE provider = 'file'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }
}
