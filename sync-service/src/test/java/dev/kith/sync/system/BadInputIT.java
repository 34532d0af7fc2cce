package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sync.system.Client.Answer;
import dev.kith.sync.testing.Blanks;
import dev.kith.sync.testing.Servers;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is refused with the contract's error, and nothing at all changes. */
class BadInputIT {

    private static final long TWO_HUNDRED_MEGABYTES = 200L << 20;
    private static final int PARTITIONS = 3 * 12;
    private static final String JSON = "application/json";

    private static Installation kith;
    private static String contact;
    private static Map<String, String> before;

    @BeforeAll
    static void start() {
        kith = Installation.on(Servers.postgres())
                .java("-XX:TieredStopAtLevel=1")
                .start();
        contact = kith.client()
                .post("/api/contacts", "{\"firstName\":\"Hal\",\"emails\":[{\"value\":\"hal@example.com\"}]}")
                .data()
                .path("id")
                .asText();
        kith.client()
                .post("/api/import/contacts", "[{\"firstName\":\"Ivy\",\"lastName\":\"Imported\"}]")
                .data();
        awaitQuiet();
        before = everything();
    }

    /** Every partition of the log is assigned, and nothing of the import is left to do. */
    private static void awaitQuiet() {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> kith.database().number("SELECT count(*) FROM contacts_log_offsets") == PARTITIONS
                        && kith.database().number("SELECT count(*) FROM contacts_sync_runs WHERE ended_at IS NULL")
                                == 0);
    }

    @AfterAll
    static void stop() {
        kith.close();
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    POST | /api/accounts | {"provider":"myspace","accountId":"a","refreshToken":"t"} | 422 VALIDATION_ERROR
                    POST | /api/accounts | {} | 422 VALIDATION_ERROR
                    POST | /api/accounts | [] | 422 VALIDATION_ERROR
                    POST | /api/accounts | null | 422 VALIDATION_ERROR
                    POST | /api/accounts | 17 | 422 VALIDATION_ERROR
                    POST | /api/accounts | {"provider":"google","accountId":"a/b","refreshToken":"t"} | 422 VALIDATION_ERROR
                    POST | /api/accounts | {"provider":"google","accountId":"a\\u0000","refreshToken":"t"} | 422 VALIDATION_ERROR
                    POST | /api/accounts | {"provider":"google","accountId":"a","refreshToken":"t\\u0000"} | 422 VALIDATION_ERROR
                    POST | /api/accounts | {"provider":"google","accountId":"a","refreshToken":"nobody's"} | 422 VALIDATION_ERROR
                    POST | /api/accounts | {"provider":"google","accountId":"a"} | 422 VALIDATION_ERROR
                    POST | /api/accounts | {"provider":"google","accountId":{},"refreshToken":"t"} | 422 VALIDATION_ERROR
                    POST | /api/accounts | {"provider":"google", | 400 MALFORMED_JSON
                    POST | /api/accounts | no json at all | 400 MALFORMED_JSON
                    POST | /api/accounts/google/nobody/pause | | 404 NOT_FOUND
                    POST | /api/accounts/myspace/nobody/test | | 404 NOT_FOUND
                    DELETE | /api/accounts/google/nobody | | 404 NOT_FOUND
                    POST | /api/sync/now | {"provider":"myspace"} | 422 VALIDATION_ERROR
                    POST | /api/sync/now | {"mode":"sideways"} | 422 VALIDATION_ERROR
                    POST | /api/sync/now | {"accountId":"nobody"} | 404 NOT_FOUND
                    POST | /api/sync/now | {"accountId":"no\\u0000body"} | 422 VALIDATION_ERROR
                    POST | /api/sync/now?wait=eternity | {} | 422 VALIDATION_ERROR
                    POST | /api/sync/now?wait=-PT1S | {} | 422 VALIDATION_ERROR
                    GET | /api/sync/runs/no-uuid | | 404 NOT_FOUND
                    GET | /api/sync/runs/6f1f0a44-0000-4000-8000-000000000000 | | 404 NOT_FOUND
                    POST | /api/sync/runs/6f1f0a44-0000-4000-8000-000000000000/approve | | 404 NOT_FOUND
                    GET | /api/sync/runs?limit=many | | 422 VALIDATION_ERROR
                    GET | /api/contacts/no-uuid | | 404 NOT_FOUND
                    GET | /api/contacts/6f1f0a44-0000-4000-8000-000000000000 | | 404 NOT_FOUND
                    GET | /api/contacts?page=first | | 422 VALIDATION_ERROR
                    GET | /api/contacts?page=99999999999999999999 | | 422 VALIDATION_ERROR
                    GET | /api/contacts?sort=name;drop | | 422 VALIDATION_ERROR
                    POST | /api/contacts | {} | 422 VALIDATION_ERROR
                    POST | /api/contacts | {"firstName":"a\\u0000b"} | 422 VALIDATION_ERROR
                    POST | /api/contacts | {"firstName":"a","emails":[{"value":"a\\u0000@example.com"}]} | 422 VALIDATION_ERROR
                    POST | /api/contacts | {"firstName":"a","dates":[{"label":"x","month":13,"day":1}]} | 422 VALIDATION_ERROR
                    POST | /api/contacts | {"firstName":"a","addresses":[{"street":"1","country":"Germany"}]} | 422 VALIDATION_ERROR
                    POST | /api/contacts | {"firstName":"a","phones":{"value":"1"}} | 422 VALIDATION_ERROR
                    POST | /api/contacts | {"firstName": | 400 MALFORMED_JSON
                    PUT | /api/contacts/6f1f0a44-0000-4000-8000-000000000000 | {"firstName":"a"} | 404 NOT_FOUND
                    DELETE | /api/contacts/6f1f0a44-0000-4000-8000-000000000000 | | 404 NOT_FOUND
                    POST | /api/import/contacts | {"firstName": | 400 MALFORMED_JSON
                    POST | /api/import/contacts?accountId=a%00b | [{"firstName":"a"}] | 422 VALIDATION_ERROR
                    POST | /api/keys | {"name":"a","role":"emperor"} | 422 VALIDATION_ERROR
                    POST | /api/keys | {"name":"a\\u0000","role":"viewer"} | 422 VALIDATION_ERROR
                    DELETE | /api/keys/no-uuid | | 404 NOT_FOUND
                    POST | /api/review/6f1f0a44-0000-4000-8000-000000000000 | {"decision":"dismiss"} | 404 NOT_FOUND
                    POST | /api/review/6f1f0a44-0000-4000-8000-000000000000 | {"decision":"explode"} | 422 VALIDATION_ERROR
                    POST | /api/quarantine/6f1f0a44-0000-4000-8000-000000000000/retry | | 404 NOT_FOUND
                    GET | /api/activity?since=yesterday | | 422 VALIDATION_ERROR
                    GET | /api/activity?contactId=no-uuid | | 422 VALIDATION_ERROR
                    PATCH | /api/contacts | {} | 405 METHOD_NOT_ALLOWED
                    DELETE | /api/contacts | | 405 METHOD_NOT_ALLOWED
                    GET | /api/nothing | | 404 NOT_FOUND
                    GET | /nowhere | | 404 NOT_FOUND
                    """)
    void isRefused(String method, String path, String body, String error) {
        refuses(send(method, path, body), error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/contacts?page=-1",
                "/api/contacts?page=0&limit=-5",
                "/api/contacts?limit=1000000000",
                "/api/contacts?page=9223372036854775807",
                "/api/contacts?search=%00",
                "/api/contacts?label=%00",
                "/api/contacts?search=%25%5F%27%3B--",
                "/api/sync/runs?accountId=%00",
                "/api/activity?type=%00"
            })
    void bringsOrSearchesNothingButDoesNotFail(String path) {
        Answer answer = kith.client().get(path);
        assertThat(answer.status()).as(answer.body()).isIn(200, 422);
        assertLooksHarmless(answer);
    }

    @Test
    void refusesValuesThatAreFarTooLong() {
        String endless = "x".repeat(1_000_000);
        refuses(send("POST", "/api/contacts", "{\"firstName\":\"" + endless + "\"}"), "422 VALIDATION_ERROR");
        refuses(
                send("POST", "/api/contacts", "{\"phones\":[{\"value\":\"" + endless + "\"}]}"),
                "422 VALIDATION_ERROR");
        refuses(send("PUT", "/api/contacts/" + contact, "{\"lastName\":\"" + endless + "\"}"), "422 VALIDATION_ERROR");
        refuses(
                send(
                        "POST",
                        "/api/accounts",
                        "{\"provider\":\"google\",\"accountId\":\"" + endless + "\",\"refreshToken\":\"t\"}"),
                "422 VALIDATION_ERROR");
        refuses(
                send("POST", "/api/keys", "{\"name\":\"" + endless + "\",\"role\":\"viewer\"}"),
                "422 VALIDATION_ERROR");
    }

    @Test
    void refusesJsonThatIsMeantToHurt() {
        // That it is no object shows with the first character, before it turns out to be no JSON either.
        refuses(send("POST", "/api/contacts", "[".repeat(100_000)), "422 VALIDATION_ERROR");
        refuses(send("POST", "/api/contacts", "{\"a\":".repeat(50_000)), "400 MALFORMED_JSON");
        refuses(send("POST", "/api/import/contacts", "[".repeat(100_000)), "400 MALFORMED_JSON");
        refuses(send("POST", "/api/contacts", "{\"firstName\":" + "9".repeat(100_000) + "}"), "400 MALFORMED_JSON");
        byte[] latin1 = "{\"firstName\":\"Zo\u00eb\"}".getBytes(StandardCharsets.ISO_8859_1);
        refuses(
                kith.client().send("POST", "/api/contacts", JSON, BodyPublishers.ofByteArray(latin1)),
                "400 MALFORMED_JSON");
    }

    @Test
    void refusesAnEmptyBodyAndAFileThatIsNone() {
        refuses(send("POST", "/api/accounts", ""), "422 VALIDATION_ERROR");
        refuses(send("POST", "/api/contacts", ""), "422 VALIDATION_ERROR");
        refuses(upload("text/vcard", "this is no card"), "422 VALIDATION_ERROR");
        refuses(upload("text/vcard", ""), "422 VALIDATION_ERROR");
        refuses(upload("text/csv", ""), "422 VALIDATION_ERROR");
        refuses(upload("text/csv", "\0\0\0\0"), "422 VALIDATION_ERROR");
        refuses(upload("application/pdf", "%PDF"), "415 UNSUPPORTED_MEDIA_TYPE");
        refuses(
                kith.client().send("POST", "/api/contacts", "text/plain", BodyPublishers.ofString("Hal")),
                "415 UNSUPPORTED_MEDIA_TYPE");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/contacts,application/json",
        "/api/accounts,application/json",
        "/api/import/contacts,text/vcard",
        "/api/import/contacts,text/csv",
        "/api/import/contacts,application/json"
    })
    void refusesTwoHundredMegabytesAnnouncedOrNot(String path, String type) {
        BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new Blanks(TWO_HUNDRED_MEGABYTES));
        BodyPublisher announced = BodyPublishers.fromPublisher(chunked, TWO_HUNDRED_MEGABYTES);

        refuses(kith.client().send("POST", path, type, chunked), "413 PAYLOAD_TOO_LARGE");
        refuses(kith.client().send("POST", path, type, announced), "413 PAYLOAD_TOO_LARGE");
        assertThat(kith.process().isAlive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/contacts",
                "POST /api/contacts",
                "POST /api/accounts",
                "POST /api/import/contacts",
                "GET /api/sync/status",
                "POST /api/sync/now",
                "GET /api/nothing"
            })
    void refusesAWrongKeyAndNone(String request) {
        String[] parts = request.split(" ");
        for (String key : new String[] {
            null, "", "wrong", "x".repeat(5_000), UUID.randomUUID().toString()
        }) {
            Answer answer = kith.client()
                    .withKey(key)
                    .send(parts[0], parts[1], JSON, BodyPublishers.ofString("{\"firstName\":\"a\"}"));
            refuses(answer, "401 UNAUTHENTICATED");
        }
    }

    private static Answer send(String method, String path, String body) {
        return body == null
                ? kith.client().send(method, path, null, BodyPublishers.noBody())
                : kith.client().send(method, path, JSON, BodyPublishers.ofString(body));
    }

    private static Answer upload(String type, String content) {
        return kith.client().send("POST", "/api/import/contacts", type, BodyPublishers.ofString(content));
    }

    private static void refuses(Answer answer, String error) {
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.json().at("/error/message").asText()).isNotBlank();
        assertLooksHarmless(answer);
        assertThat(everything()).isEqualTo(before);
    }

    /** Nothing of how the service is made may be seen from outside. */
    private static void assertLooksHarmless(Answer answer) {
        assertThat(answer.body()).doesNotContain("\tat ", "Exception", "io.quarkus", "io.vertx", "SELECT ", "SQLSTATE");
    }

    /** A checksum of every table but the one that notes who asked for what, refused or not. */
    private static Map<String, String> everything() {
        Map<String, String> sums = new TreeMap<>();
        for (String table : kith.database()
                .texts("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE 'contact%'"
                        + " AND tablename <> 'contacts_audit'")) {
            sums.put(
                    table,
                    kith.database()
                            .text(
                                    "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '')"
                                            + " FROM " + table + " t"));
        }
        return sums;
    }
}
