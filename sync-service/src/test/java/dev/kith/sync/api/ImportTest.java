package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static dev.kith.sync.api.FileSender.card;
import static dev.kith.sync.api.FileSender.contact;
import static dev.kith.sync.api.FileSender.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import dev.kith.sync.testing.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files through the real log into the real CRM. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ImportTest {

    private final FileSender sender = new FileSender();
    private final String mark = sender.mark;
    private final String account = sender.account;

    private static final Path VCARDS = Path.of("src/test/resources/vcards");

    @Inject
    Pool pool;

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

        Response first = sender.post("text/vcard", file);
        List<Map<String, Object>> links = links();
        Response second = sender.post("text/vcard; charset=utf-8", file);

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
        assertThat(new Rows(pool).texts("SELECT details::text FROM contacts WHERE name = $1", "Ann Doe" + mark))
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

        Response first = sender.post("text/csv", file);
        Response second = sender.post("text/csv", file);

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

        Response first = sender.post("application/json", file);
        Response second = sender.post("application/json", file);

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

        Response first = sender.post("text/vcard", file);
        Response second = sender.post("text/vcard", file);

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

        Response answer = sender.post("text/vcard", file);

        assertThat(report(answer)).isEqualTo("200: 2 imported, 0 skipped, 2 errors");
        assertThat(answer.<List<Integer>>path("data.errors.row")).containsExactly(2, 3);
        assertThat(answer.<List<Integer>>path("data.errors.line")).containsExactly(5, 12);
    }

    @Test
    void bringsGroupsAndTheirMembersTogetherAcrossFiles() {
        sender.post("text/vcard", card("FN:Ann Group" + mark, "UID:" + mark + "-A"));

        Response groups = sender.post(
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
    void readsWhatOldProgramsWroteInTheirEncodings() {
        Charset windows = Charset.forName("windows-1251");

        sender.post("text/x-vcard", card("FN:J\u00fcrgen Eins" + mark).getBytes(StandardCharsets.ISO_8859_1));
        sender.post(
                "text/vcard;charset=windows-1251",
                card("FN:\u0410\u043d\u043d\u0430 Zwei" + mark).getBytes(windows));
        sender.post("text/directory", card("FN:J\u00fcrgen Drei" + mark).getBytes(StandardCharsets.UTF_16));

        assertThat(contact("J\u00fcrgen Eins" + mark)).isNotEmpty();
        assertThat(contact("\u0410\u043d\u043d\u0430 Zwei" + mark)).isNotEmpty();
        assertThat(contact("J\u00fcrgen Drei" + mark)).isNotEmpty();
    }

    @Test
    void takesTwoImportsOfOneAccountOneAfterTheOther() {
        List<CompletableFuture<Response>> both = IntStream.range(0, 2)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> sender.post("text/vcard", card("FN:Ann Twice" + mark, "UID:" + mark) + many(number))))
                .toList();

        List<Response> answers = both.stream().map(CompletableFuture::join).toList();

        assertThat(answers).extracting(Response::statusCode).containsExactly(200, 200);
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.<Integer>path("data.imported"))
                        .sum())
                .isEqualTo(1 + 2 * 50);
        assertThat(new Rows(pool).texts("SELECT name FROM contacts WHERE name = $1", "Ann Twice" + mark))
                .hasSize(1);
    }

    @Test
    void answersLaterWhatAnImportDid() {
        Response sent = sender.post("text/vcard", card("FN:Ann Later" + mark, "no property"));

        Response later = admin().get("/api/import/contacts/" + sent.path("data.runId"));

        assertThat(later.<Object>path("data")).isEqualTo(sent.path("data"));
        assertThat(error(admin().get("/api/import/contacts/" + UUID.randomUUID())))
                .isEqualTo("404 NOT_FOUND");
    }

    private String many(int file) {
        StringBuilder cards = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            cards.append(card("FN:Many " + file + "x" + i + mark));
        }
        return cards.toString();
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

    private static long count(byte[] file, String word) {
        String text = new String(file, StandardCharsets.ISO_8859_1).toUpperCase(java.util.Locale.ROOT);
        return (text.length() - text.replace(word, "").length()) / word.length();
    }
}
