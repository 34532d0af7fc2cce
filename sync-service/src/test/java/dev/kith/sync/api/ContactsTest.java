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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ContactsTest {

    private static final String FULL = """
            {"firstName":"Ada","middleName":"King","lastName":"%s","nickname":"Countess","organization":"Engines",
             "department":"Notes","title":"Analyst","photoUrl":"https://example.org/a.png","notes":"first",
             "emails":[{"value":"Ada@Example.org","label":"home"},{"value":"ada@work.example","primary":true}],
             "phones":[{"value":"(650) 253-0000","label":"mobile"},{"value":"123"}],
             "addresses":[{"street":"1 Square","street2":"Flat 2","city":"London","region":"LDN","postalCode":"W1",
                           "country":"gb","label":"Home","current":true}],
             "dates":[{"label":"birthday","year":1815,"month":12,"day":10},{"label":"anniversary","month":2,"day":29}],
             "urls":[{"value":"https://ada.example","label":"blog"}],"labels":[{"name":"Friends"}]}
            """;

    @Inject
    Pool pool;

    @Test
    void keepsEveryValueOfANewContact() {
        String last = unique();
        var made = admin().body(FULL.formatted(last)).post("/api/contacts");

        assertThat(made.statusCode()).isEqualTo(201);
        Map<String, Object> contact = admin().get("/api/contacts/" + id(made)).path("data");
        assertThat(contact)
                .containsEntry("firstName", "Ada")
                .containsEntry("middleName", "King")
                .containsEntry("lastName", last)
                .containsEntry("nickname", "Countess")
                .containsEntry("name", "Ada King " + last)
                .containsEntry("organization", "Engines")
                .containsEntry("department", "Notes")
                .containsEntry("title", "Analyst")
                .containsEntry("email", "ada@work.example")
                .containsEntry("phone", "+16502530000")
                .containsEntry("photoUrl", "https://example.org/a.png")
                .containsEntry("notes", "first")
                .containsEntry("labels", List.of(Map.of("name", "Friends")))
                .containsEntry("urls", List.of(Map.of("value", "https://ada.example", "label", "blog")))
                .containsEntry("sources", List.of())
                .containsKeys("lastContactedAt", "createdAt", "updatedAt", "archivedAt")
                .doesNotContainKey("values");
        assertThat(made.<List<String>>path("data.emails.value")).containsExactly("ada@work.example", "Ada@Example.org");
        assertThat(made.<List<String>>path("data.phones.e164")).containsExactly("+16502530000", null);
        assertThat(made.<List<String>>path("data.addresses.country")).containsExactly("GB");
        assertThat(made.<List<Integer>>path("data.dates.year")).containsExactlyInAnyOrder(1815, null);
    }

    @Test
    void changesOnlyWhatWasSent() {
        String id = id(admin().body(FULL.formatted(unique())).post("/api/contacts"));

        var changed = admin().body(
                        "{\"lastName\":\"Byron\",\"emails\":[{\"value\":\"new@example.org\"}],\"notes\":null}")
                .put("/api/contacts/" + id);

        assertThat(changed.<String>path("data.name")).isEqualTo("Ada King Byron");
        assertThat(changed.<String>path("data.email")).isEqualTo("new@example.org");
        assertThat(changed.<List<?>>path("data.emails")).hasSize(1);
        assertThat(changed.<List<?>>path("data.phones")).hasSize(2);
        assertThat(changed.<String>path("data.notes")).isNull();
        assertThat(changed.<String>path("data.title")).isEqualTo("Analyst");
    }

    @Test
    void replacesThePrimaryAddressAlone() {
        String id = id(admin().body(FULL.formatted(unique())).post("/api/contacts"));

        var changed = admin().body("{\"email\":\"other@example.org\"}").put("/api/contacts/" + id);

        assertThat(changed.<List<String>>path("data.emails.value"))
                .containsExactly("other@example.org", "Ada@Example.org");
    }

    @Test
    void emptiesAListThatIsSentAsNull() {
        String id = id(admin().body(FULL.formatted(unique())).post("/api/contacts"));

        var changed =
                admin().body("{\"urls\":null,\"labels\":[],\"emails\":null}").put("/api/contacts/" + id);

        assertThat(changed.<List<?>>path("data.urls")).isEmpty();
        assertThat(changed.<List<?>>path("data.labels")).isEmpty();
        assertThat(changed.<List<?>>path("data.emails")).isEmpty();
        assertThat(changed.<List<?>>path("data.dates")).hasSize(2);
    }

    @Test
    void writesNothingWhenNothingChanges() {
        String last = unique();
        var made = admin().body(FULL.formatted(last)).post("/api/contacts");
        String rows = rowVersions(id(made));

        var again = admin().body(FULL.formatted(last)).put("/api/contacts/" + id(made));

        assertThat(again.<Object>path("data")).isEqualTo(made.path("data"));
        assertThat(rowVersions(id(made))).isEqualTo(rows);
    }

    @Test
    void refusesAnEditOfAnOlderState() {
        var made = admin().body("{\"name\":\"Old\"}").post("/api/contacts");
        String body = "{\"name\":\"New\",\"updatedAt\":\"" + made.path("data.updatedAt") + "\"}";

        assertThat(admin().body(body).put("/api/contacts/" + id(made)).statusCode())
                .isEqualTo(200);
        assertThat(error(admin().body(body).put("/api/contacts/" + id(made)))).isEqualTo("409 CONFLICT");
    }

    @Test
    void archivesAndDeletesNothing() {
        String last = unique();
        String id = id(admin().body(FULL.formatted(last)).post("/api/contacts"));

        assertThat(admin().delete("/api/contacts/" + id).<String>path("data.archivedAt"))
                .isNotNull();

        assertThat(names(last)).isEmpty();
        assertThat(admin().get("/api/contacts/" + id).<String>path("data.lastName"))
                .isEqualTo(last);
    }

    @Test
    void takesAnArchivedContactBack() {
        String last = unique();
        String id = id(admin().body(FULL.formatted(last)).post("/api/contacts"));
        admin().delete("/api/contacts/" + id);

        var restored = admin().post("/api/contacts/" + id + "/restore");

        assertThat(restored.statusCode()).isEqualTo(200);
        assertThat(restored.<String>path("data.archivedAt")).isNull();
        assertThat(names(last)).hasSize(1);
    }

    @Test
    void findsNobodyWhoDoesNotMatchTheEleventhWord() {
        String last = unique();
        admin().body(FULL.formatted(last)).post("/api/contacts");

        String ten = IntStream.range(0, 10).mapToObj(last::substring).collect(Collectors.joining(" "));

        assertThat(names(ten)).hasSize(1);
        assertThat(names(ten + " elsewhere")).isEmpty();
    }

    @Test
    void answersForAMergedContactWithItsSurvivor() {
        String loser = id(admin().body("{\"name\":\"Loser\"}").post("/api/contacts"));
        String middle = id(admin().body("{\"name\":\"Middle\"}").post("/api/contacts"));
        String survivor = id(admin().body("{\"name\":\"Survivor\"}").post("/api/contacts"));
        merge(loser, middle);
        merge(middle, survivor);

        assertThat(admin().get("/api/contacts/" + loser).<String>path("data.id"))
                .isEqualTo(survivor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "KING countess",
                "engines",
                "ada@WORK",
                "6502530000",
                "(650) 253-0000",
                "+1-650-253-0000",
                "0650 2530000",
                "16502530000",
                "+1 (0) 650 253 0000"
            })
    void findsAContactByEveryTermInAnyNotation(String search) {
        String last = unique();
        admin().body(FULL.formatted(last)).post("/api/contacts");

        assertThat(names(search + " " + last)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"francois", "FRANÇOIS", "franc\u0327ois", "Strasse", "straße", "zoë", "ZOE"})
    void findsAContactWhateverTheCaseAndTheAccents(String search) {
        String last = unique();
        admin().body("{\"firstName\":\"François Zoë\",\"organization\":\"Straße 7\",\"lastName\":\"" + last + "\"}")
                .post("/api/contacts");

        assertThat(names(search + " " + last)).hasSize(1);
    }

    @Test
    void refusesASearchForWhatNoTextMayHold() {
        assertThat(error(admin().queryParam("search", "a\0b").get("/api/contacts")))
                .isEqualTo("422 VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"charles", "%", "_d_", "999999", "\\\\"})
    void findsNobodyWhenOneTermFails(String term) {
        String last = unique();
        admin().body(FULL.formatted(last)).post("/api/contacts");

        assertThat(names(last + " " + term)).isEmpty();
    }

    @Test
    void listsEveryContactOnceOverAllPages() {
        String last = unique();
        for (int i = 0; i < 7; i++) {
            admin().body("{\"firstName\":\"Same\",\"lastName\":\"" + last + "\"}")
                    .post("/api/contacts");
        }

        List<String> ids = new ArrayList<>();
        for (int page = 1; page <= 3; page++) {
            var answer = admin().queryParam("search", last)
                    .queryParam("limit", 3)
                    .queryParam("page", page)
                    .get("/api/contacts");
            assertThat(answer.<Integer>path("meta.total")).isEqualTo(7);
            ids.addAll(answer.path("data.id"));
        }
        assertThat(ids).hasSize(7).doesNotHaveDuplicates();
    }

    @Test
    void saysWhichValueOfABodyCannotBeKept() {
        Response refused = admin().body(
                        "{\"name\":\"A\",\"emails\":[{\"value\":\"a@b.example\",\"label\":\"\\ud83d\"}],"
                                + "\"dates\":[]}")
                .post("/api/contacts");

        assertThat(refused.<Map<String, List<String>>>path("error.details"))
                .containsExactly(Map.entry("emails.0.label", List.of("holds half of a character (a lone surrogate)")));
        assertThat(admin().body("{\"name\":\"A \\ud83d\\ude00\"}")
                        .post("/api/contacts")
                        .<String>path("data.name"))
                .isEqualTo("A \ud83d\ude00");
    }

    @Test
    void listsPeopleBeforeNumbersAndPlaceholders() {
        String label = unique();
        for (String name : List.of(
                "\"firstName\":\"Unknown\",\"lastName\":\"(+1-905-555-1234)\"",
                "\"firstName\":\"Unknown\",\"lastName\":\"(stranger905@example.net)\"",
                "\"firstName\":\"Émile\",\"lastName\":\"Zola\"",
                "\"phone\":\"+1 905 555 1235\"",
                "\"name\":\"3 Musketeers\"",
                "\"firstName\":\"Ada\",\"lastName\":\"Byron\"")) {
            admin().body("{" + name + ",\"labels\":[{\"name\":\"" + label + "\"}]}")
                    .post("/api/contacts")
                    .then()
                    .statusCode(201);
        }

        List<String> names =
                admin().get("/api/contacts?sort=name_asc&label=" + label).path("data.name");
        List<String> backwards =
                admin().get("/api/contacts?sort=name_desc&label=" + label).path("data.name");

        assertThat(names.subList(0, 3)).containsExactly("3 Musketeers", "Ada Byron", "Émile Zola");
        assertThat(names.subList(3, 6)).allMatch(name -> name.contains("905"));
        assertThat(backwards)
                .containsExactlyElementsOf(names.stream()
                        .sorted(Comparator.comparing(names::indexOf).reversed())
                        .toList());
    }

    @Test
    void filtersByLabelAndRefusesAnUnknownOrder() {
        String last = unique();
        admin().body(FULL.formatted(last)).post("/api/contacts");

        assertThat(admin().get("/api/contacts?label=friends&search=" + last).<List<?>>path("data"))
                .hasSize(1);
        assertThat(admin().get("/api/contacts?label=foes&search=" + last).<List<?>>path("data"))
                .isEmpty();
        assertThat(error(admin().get("/api/contacts?sort=shoe_size"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(error(admin().get("/api/contacts?page=two"))).isEqualTo("422 VALIDATION_ERROR");
        assertThat(admin().get("/api/contacts?limit=100000").<Integer>path("meta.limit"))
                .isEqualTo(100);
        for (String sort :
                List.of("name_asc", "name_desc", "created_desc", "last_contacted_asc", "last_contacted_desc")) {
            assertThat(admin().get("/api/contacts?sort=" + sort).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"email\":\"nobody\"}",
                "{\"name\":\"A\",\"phones\":[{\"value\":\"\"}]}",
                "{\"name\":5}",
                "{\"name\":\"A\",\"dates\":[{\"label\":\"birthday\",\"month\":2,\"day\":30}]}",
                "{\"name\":\"A\",\"dates\":[{\"label\":\"birthday\",\"month\":2.5,\"day\":3}]}",
                "{\"name\":\"A\",\"dates\":[{\"label\":\"birthday\",\"year\":99999999999,\"month\":2,\"day\":3}]}",
                "{\"name\":\"A\",\"dates\":[{\"label\":\"birthday\",\"year\":10000,\"month\":2,\"day\":3}]}",
                "{\"name\":\"A\\ud83d\"}",
                "{\"name\":\"A\",\"emails\":[{\"value\":\"a@b.example\",\"label\":\"\\ude00\"}]}",
                "{\"name\":\"A\",\"addresses\":[{\"street\":\"x\",\"country\":\"XX\"}]}",
                "{\"name\":\"A\",\"emails\":\"a@b.c\"}",
                "{\"name\":\"A\",\"emails\":[null]}",
                "{\"name\":\"A\\u0000\"}",
                "{\"name\":\"A\",\"photoUrl\":\"javascript:x\"}"
            })
    void refusesAnInvalidContactAndKeepsNothingOfIt(String body) {
        long before = count();

        assertThat(error(admin().body(body).post("/api/contacts"))).isEqualTo("422 VALIDATION_ERROR");

        assertThat(count()).isEqualTo(before);
    }

    @Test
    void knowsNoContactThatIsNotThere() {
        String path = "/api/contacts/" + UUID.randomUUID();
        assertThat(error(admin().get(path))).isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().body("{}").put(path))).isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().delete(path))).isEqualTo("404 NOT_FOUND");
    }

    private static String unique() {
        return "L" + UUID.randomUUID().toString().replace("-", "");
    }

    private static String id(Response made) {
        return made.path("data.id");
    }

    private static List<String> names(String search) {
        return admin().queryParam("search", search).get("/api/contacts").path("data.name");
    }

    private void merge(String loser, String survivor) {
        pool.preparedQuery("UPDATE contacts SET merged_into = $2, listed = false, archived_at = now() WHERE id = $1")
                .execute(Tuple.of(UUID.fromString(loser), UUID.fromString(survivor)))
                .await()
                .indefinitely();
    }

    /** Of those that no source told of: accounts of other tests may be synced meanwhile. */
    private long count() {
        return pool.query("SELECT count(*) FROM contacts c WHERE NOT EXISTS"
                        + " (SELECT 1 FROM contacts_source_links l WHERE l.local_contact_id = c.id)")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0);
    }

    private String rowVersions(String id) {
        return pool.preparedQuery("""
                        SELECT concat_ws(' ', (SELECT xmin FROM contacts WHERE id = $1),
                            (SELECT string_agg(xmin::text, ',' ORDER BY id) FROM contact_info WHERE contact_id = $1),
                            (SELECT string_agg(xmin::text, ',' ORDER BY id) FROM addresses WHERE contact_id = $1),
                            (SELECT string_agg(xmin::text, ',' ORDER BY id) FROM important_dates WHERE contact_id = $1))
                        """)
                .execute(Tuple.of(UUID.fromString(id)))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString(0);
    }
}
