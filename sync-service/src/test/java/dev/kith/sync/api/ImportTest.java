package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.Client.newKey;
import static dev.kith.sync.api.Client.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files through the real log into the real CRM. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ImportTest {

    private static final Path VCARDS = Path.of("src/test/resources/vcards");
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3, 4, 5, 6, 7, 8};

    @Inject
    Pool pool;

    @TestHTTPResource
    URI root;

    /** Nobody of another test is taken for somebody of this one. */
    private final String mark = UUID.randomUUID().toString().substring(0, 8).replaceAll("[0-9]", "x");

    private final String account = "import-" + UUID.randomUUID();

    @BeforeEach
    void sendBytesAsTheyAre() {
        RestAssured.config = RestAssured.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs("text/vcard", io.restassured.http.ContentType.TEXT));
    }

    @Test
    void carriesVCardsIntoTheCrmOnce() {
        String file = card(
                        "N:Doe" + mark + ";Ann;;Dr.;",
                        "FN:Ann Doe" + mark,
                        "UID:" + mark,
                        "EMAIL;TYPE=work,pref:ann@" + mark + ".example",
                        "TEL;TYPE=cell:+49 170 1234567",
                        "BDAY:--0229",
                        "ORG:Acme;Board",
                        "TITLE:CEO",
                        "NOTE:Hello\\nworld",
                        "CATEGORIES:Label " + mark,
                        "ADR;TYPE=home:;;Weg 1;Berlin;;10115;Germany",
                        "URL:https://ann.example",
                        "X-SKYPE:ann.doe",
                        "RELATED;TYPE=spouse;VALUE=text:Tom",
                        "X-SHOE-SIZE:38")
                + card("FN:Bob Roe" + mark, "TEL:+49 170 7654321");

        Response first = post("text/vcard", file);
        List<Map<String, Object>> links = links();
        Response second = post("text/vcard; charset=utf-8", file);

        assertThat(report(first)).isEqualTo("200: 2 imported, 0 skipped, 0 errors");
        assertThat(report(second)).isEqualTo("200: 0 imported, 2 skipped, 0 errors");
        assertThat(second.<String>path("data.runId")).isNotEqualTo(first.path("data.runId"));
        Map<String, Object> ann = contact("Ann Doe" + mark);
        assertThat(ann)
                .containsEntry("firstName", "Ann")
                .containsEntry("lastName", "Doe" + mark)
                .containsEntry("organization", "Acme")
                .containsEntry("department", "Board")
                .containsEntry("title", "CEO")
                .containsEntry("email", "ann@" + mark + ".example")
                .containsEntry("phone", "+491701234567")
                .containsEntry("notes", "Hello\nworld");
        assertThat(ann.get("labels").toString()).contains("Label " + mark);
        assertThat(ann.get("dates").toString()).contains("birthday", "month=2", "day=29");
        assertThat(ann.get("addresses").toString()).contains("Weg 1", "Berlin", "10115", "DE");
        assertThat(ann.get("urls").toString()).contains("https://ann.example");
        assertThat(ann.get("sources").toString()).contains("file", account, mark);
        assertThat(texts("SELECT details::text FROM contacts WHERE name = $1", "Ann Doe" + mark))
                .singleElement()
                .asString()
                .contains("Tom", "spouse", "X-SHOE-SIZE", "38", "Dr.");
        assertThat(links()).isEqualTo(links);
    }

    @Test
    void carriesGooglesCsvIntoTheCrmOnce() {
        String file = "First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Birthday\n"
                + "Ann,Csv" + mark + ",* myContacts ::: Climbers " + mark + ",* Home,ann@" + mark
                + ".example,1985-04-12\n"
                + "Bob,Csv" + mark + ",,,,\n";

        Response first = post("text/csv", file);
        Response second = post("text/csv", file);

        assertThat(report(first)).isEqualTo("200: 2 imported, 0 skipped, 0 errors");
        assertThat(report(second)).isEqualTo("200: 0 imported, 2 skipped, 0 errors");
        Map<String, Object> ann = contact("Ann Csv" + mark);
        assertThat(ann.get("labels").toString()).contains("Climbers " + mark).doesNotContain("myContacts");
        assertThat(ann.get("emails").toString()).contains("ann@" + mark + ".example", "home", "primary=true");
    }

    @Test
    void carriesJsonIntoTheCrmOnce() {
        String file = "[{\"firstName\":\"Ann\",\"last_name\":\"Json" + mark + "\",\"email\":\"ann@" + mark
                + ".example\",\"dates\":[{\"label\":\"birthday\",\"month\":2,\"day\":29}]},"
                + "{\"organization\":\"Org" + mark + "\"},{\"notes\":7,\"phones\":[{}]}]";

        Response first = post("application/json", file);
        Response second = post("application/json", file);

        assertThat(report(first)).isEqualTo("200: 3 imported, 0 skipped, 1 errors");
        assertThat(first.<List<Map<String, Object>>>path("data.errors"))
                .containsExactly(Map.of(
                        "row",
                        3,
                        "line",
                        1,
                        "field",
                        "phones[0]",
                        "message",
                        "This item was left out: value is missing."));
        assertThat(report(second)).isEqualTo("200: 0 imported, 3 skipped, 1 errors");
        assertThat(contact("Ann Json" + mark)).containsEntry("firstName", "Ann");
        assertThat(contact("Org" + mark)).containsEntry("organization", "Org" + mark);
    }

    static Stream<String> realFiles() throws IOException {
        try (Stream<Path> files = Files.list(VCARDS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".vcf"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("realFiles")
    void takesEveryRealFileAndFindsNothingNewInItAgain(String name) throws IOException {
        byte[] file = Files.readAllBytes(VCARDS.resolve(name));
        long cards = count(file, "BEGIN:VCARD");

        Response first = post("text/vcard", file);
        Response second = post("text/vcard", file);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.<Integer>path("data.imported") + first.<Integer>path("data.skipped"))
                .isEqualTo((int) cards);
        assertThat(second.<Integer>path("data.imported")).isZero();
        assertThat(second.<Integer>path("data.skipped")).isEqualTo((int) cards);
        assertThat(second.<Object>path("data.errors")).isEqualTo(first.path("data.errors"));
    }

    @Test
    void reportsABrokenCardByItsLineAndTakesTheRest() {
        String file = card("FN:Ann Broken" + mark)
                + "BEGIN:VCARD\r\nVERSION:3.0\r\nREV:2020\r\nEND:VCARD\r\n"
                + card("FN:Bob Broken" + mark, "no property at all");

        Response answer = post("text/vcard", file);

        assertThat(report(answer)).isEqualTo("200: 2 imported, 0 skipped, 2 errors");
        assertThat(answer.<List<Integer>>path("data.errors.row")).containsExactly(2, 3);
        assertThat(answer.<List<Integer>>path("data.errors.line")).containsExactly(5, 12);
    }

    @Test
    void bringsGroupsAndTheirMembersTogetherAcrossFiles() {
        post("text/vcard", card("FN:Ann Group" + mark, "UID:" + mark + "-A"));

        Response groups = post(
                "text/vcard",
                card(
                        "FN:Team " + mark,
                        "UID:" + mark + "-G",
                        "X-ADDRESSBOOKSERVER-KIND:group",
                        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:" + mark.toUpperCase(java.util.Locale.ROOT) + "-A"));

        assertThat(report(groups)).isEqualTo("200: 0 imported, 1 skipped, 0 errors");
        assertThat(contact("Ann Group" + mark).get("labels").toString()).contains("Team " + mark);
    }

    @Test
    void servesThePhotoOfACardAndTheNextOneAfterIt() {
        byte[] other = JPEG.clone();
        other[10] = 99;
        post("text/vcard", photoCard(JPEG));
        String url = (String) contact("Ann Photo" + mark).get("photoUrl");
        String id = (String) contact("Ann Photo" + mark).get("id");

        Response photo = admin().get("/api/contacts/" + id + "/photo");
        Response byHash = admin().get(url);
        Response again = admin().header("If-None-Match", photo.header("ETag")).get("/api/contacts/" + id + "/photo");
        assertThat(report(post("text/vcard", photoCard(other)))).isEqualTo("200: 1 imported, 0 skipped, 0 errors");

        assertThat(url).startsWith("/api/contacts/" + id + "/photo?sha256=");
        assertThat(photo.contentType()).isEqualTo("image/jpeg");
        assertThat(photo.asByteArray()).isEqualTo(JPEG);
        assertThat(photo.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(byHash.asByteArray()).isEqualTo(JPEG);
        assertThat(byHash.header("Cache-Control")).contains("immutable");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(admin().get("/api/contacts/" + id + "/photo").asByteArray()).isEqualTo(other);
        assertThat(admin().get(url).asByteArray()).isEqualTo(JPEG);
        assertThat(with(newKey("viewer")).get(url).statusCode()).isEqualTo(200);
        assertThat(error(admin().get("/api/contacts/" + UUID.randomUUID() + "/photo")))
                .isEqualTo("404 NOT_FOUND");
        assertThat(error(Client.stranger().get(url))).isEqualTo("401 UNAUTHENTICATED");
    }

    @Test
    void takesBackThePhotoAddressItHandedOut() {
        post("text/vcard", photoCard(JPEG));
        Map<String, Object> ann = contact("Ann Photo" + mark);

        Response put = admin().body(Map.of("photoUrl", ann.get("photoUrl"), "nickname", "Annie"))
                .put("/api/contacts/" + ann.get("id"));

        assertThat(put.statusCode()).isEqualTo(200);
        assertThat(put.<String>path("data.photoUrl")).isEqualTo(ann.get("photoUrl"));
    }

    @Test
    void readsWhatOldProgramsWroteInTheirEncodings() {
        Charset windows = Charset.forName("windows-1251");

        post("text/x-vcard", card("FN:J\u00fcrgen Eins" + mark).getBytes(StandardCharsets.ISO_8859_1));
        post(
                "text/vcard;charset=windows-1251",
                card("FN:\u0410\u043d\u043d\u0430 Zwei" + mark).getBytes(windows));
        post("text/directory", card("FN:J\u00fcrgen Drei" + mark).getBytes(StandardCharsets.UTF_16));

        assertThat(contact("J\u00fcrgen Eins" + mark)).isNotEmpty();
        assertThat(contact("\u0410\u043d\u043d\u0430 Zwei" + mark)).isNotEmpty();
        assertThat(contact("J\u00fcrgen Drei" + mark)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/vcard                   |                       | 422 VALIDATION_ERROR",
                "text/vcard                   | just some text        | 422 VALIDATION_ERROR",
                "text/vcard; charset=klingon  | BEGIN:VCARD           | 422 VALIDATION_ERROR",
                "text/csv                     |                       | 422 VALIDATION_ERROR",
                "text/csv                     | a,b                   | 422 VALIDATION_ERROR",
                "application/json             |                       | 400 MALFORMED_JSON",
                "application/json             | [{\"name\":\"A\"},    | 400 MALFORMED_JSON",
                "application/json             | []                    | 422 VALIDATION_ERROR",
                "application/json             | 7                     | 422 VALIDATION_ERROR",
                "application/xml              | <a/>                  | 415 UNSUPPORTED_MEDIA_TYPE",
            })
    void refusesWhatIsNoFileOfContactsAndChangesNothing(String type, String body, String refusal) {
        long accounts = number("SELECT count(*) FROM contacts_source_accounts");
        long runs = number("SELECT count(*) FROM contacts_sync_runs");

        Response answer = post(type, body == null ? "" : body);

        assertThat(error(answer)).isEqualTo(refusal);
        assertThat(answer.<String>path("error.message")).isNotBlank();
        assertThat(number("SELECT count(*) FROM contacts_source_accounts")).isEqualTo(accounts);
        assertThat(number("SELECT count(*) FROM contacts_sync_runs")).isEqualTo(runs);
    }

    @Test
    void refusesAnAccountIdThatCannotBe() {
        assertThat(error(upload("text/vcard", card("FN:Ann"))
                        .queryParam("accountId", "a/b")
                        .post("/api/import/contacts")))
                .isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(upload("text/vcard", card("FN:Ann"))
                        .queryParam("accountId", "x".repeat(201))
                        .post("/api/import/contacts")))
                .isEqualTo("422 VALIDATION_ERROR");
    }

    @Test
    void letsNobodyImportWithoutTheRightTo() {
        assertThat(error(with(newKey("viewer"))
                        .contentType("text/vcard")
                        .body(card("FN:A"))
                        .post("/api/import/contacts")))
                .isEqualTo("403 FORBIDDEN");
        assertThat(error(with(newKey("agent"))
                        .contentType("text/vcard")
                        .body(card("FN:A"))
                        .post("/api/import/contacts")))
                .isEqualTo("403 FORBIDDEN");
    }

    @Test
    void refusesAPausedAccount() {
        post("text/vcard", card("FN:Ann Paused" + mark));
        admin().post("/api/accounts/file/" + account + "/pause");

        assertThat(error(post("text/vcard", card("FN:Bob Paused" + mark)))).isEqualTo("409 CONFLICT");
    }

    @Test
    void takesTwoImportsOfOneAccountOneAfterTheOther() {
        List<CompletableFuture<Response>> both = IntStream.range(0, 2)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> post("text/vcard", card("FN:Ann Twice" + mark, "UID:" + mark) + many(number))))
                .toList();

        List<Response> answers = both.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Response::statusCode).containsExactly(200, 200);
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.<Integer>path("data.imported"))
                        .sum())
                .isEqualTo(1 + 2 * 50);
        assertThat(texts("SELECT name FROM contacts WHERE name = $1", "Ann Twice" + mark))
                .hasSize(1);
    }

    @Test
    void answersLaterWhatAnImportDid() {
        Response sent = post("text/vcard", card("FN:Ann Later" + mark, "no property"));

        Response later = admin().get("/api/import/contacts/" + sent.path("data.runId"));

        assertThat(later.<Object>path("data")).isEqualTo(sent.path("data"));
        assertThat(error(admin().get("/api/import/contacts/" + UUID.randomUUID())))
                .isEqualTo("404 NOT_FOUND");
    }

    @Test
    void forgetsAnUploadThatBreaksOff() throws IOException {
        long runs = number("SELECT count(*) FROM contacts_sync_runs");
        String half = card("FN:Ann Half" + mark);
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/import/contacts?accountId=" + account + " HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Authorization: Bearer " + KithServers.ADMIN_KEY
                                    + "\r\nContent-Type: text/vcard\r\nContent-Length: 100000\r\n\r\n" + half)
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        }

        assertThat(report(post("text/vcard", card("FN:Bob Whole" + mark))))
                .isEqualTo("200: 1 imported, 0 skipped, 0 errors");
        assertThat(texts("SELECT name FROM contacts WHERE name = $1", "Ann Half" + mark))
                .isEmpty();
        assertThat(number("SELECT count(*) FROM contacts_sync_runs")).isEqualTo(runs + 1);
    }

    private String photoCard(byte[] photo) {
        return card(
                "FN:Ann Photo" + mark,
                "UID:" + mark,
                "PHOTO;ENCODING=b;TYPE=JPEG:" + Base64.getEncoder().encodeToString(photo));
    }

    private String many(int file) {
        StringBuilder cards = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            cards.append(card("FN:Many " + file + "x" + i + mark));
        }
        return cards.toString();
    }

    private static String card(String... lines) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n";
    }

    private Response post(String type, String body) {
        return post(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private Response post(String type, byte[] body) {
        return upload(type, body).queryParam("accountId", account).post("/api/import/contacts");
    }

    private static io.restassured.specification.RequestSpecification upload(String type, String body) {
        return upload(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private static io.restassured.specification.RequestSpecification upload(String type, byte[] body) {
        return admin().contentType(type).body(body);
    }

    private static String report(Response answer) {
        return answer.statusCode() + ": " + answer.path("data.imported") + " imported, " + answer.path("data.skipped")
                + " skipped, " + answer.<List<?>>path("data.errors").size() + " errors";
    }

    private static Map<String, Object> contact(String name) {
        List<Map<String, Object>> found =
                admin().queryParam("search", name).get("/api/contacts").path("data");
        return found.stream()
                .filter(contact -> name.equals(contact.get("name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody of that name"));
    }

    private List<Map<String, Object>> links() {
        List<Map<String, Object>> links = new ArrayList<>();
        pool.preparedQuery("""
                        SELECT l.external_contact_id, c.name, c.updated_at::text AS updated, c.xmin::text AS version
                        FROM contacts_source_links l JOIN contacts c ON c.id = l.local_contact_id
                        WHERE l.account_id = $1 ORDER BY 1
                        """)
                .execute(Tuple.of(account))
                .await()
                .indefinitely()
                .forEach(row -> links.add(Map.of(
                        "id",
                        row.getString(0),
                        "name",
                        row.getString(1),
                        "at",
                        row.getString(2),
                        "as",
                        row.getString(3))));
        return links;
    }

    private List<String> texts(String sql, String argument) {
        List<String> texts = new ArrayList<>();
        pool.preparedQuery(sql)
                .execute(Tuple.of(argument))
                .await()
                .indefinitely()
                .forEach(row -> texts.add(row.getString(0)));
        return texts;
    }

    private long number(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private static long count(byte[] file, String word) {
        String text = new String(file, StandardCharsets.ISO_8859_1).toUpperCase(java.util.Locale.ROOT);
        return (text.length() - text.replace(word, "").length()) / word.length();
    }
}
