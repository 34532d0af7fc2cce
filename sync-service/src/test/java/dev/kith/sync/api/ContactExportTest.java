package dev.kith.sync.api;

import static dev.kith.sync.api.Client.admin;
import static dev.kith.sync.api.Client.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.testing.KithServers;
import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class ContactExportTest {

    private static final String FULL = """
            {"firstName":"Zoë","middleName":"M","lastName":"%s","nickname":"Z","organization":"Engines","department":"Gears",
             "title":"Countess","notes":"first line\\nsecond; line",
             "emails":[{"value":"zoe@example.com","label":"work","primary":true},{"value":"z@example.com"}],
             "phones":[{"value":"+16502530000","label":"mobile"},{"value":"ext 5","label":"School office"}],
             "addresses":[{"street":"1 Main St","city":"Toronto","region":"ON","postalCode":"M5V","country":"CA","label":"home"}],
             "dates":[{"label":"birthday","month":2,"day":29},{"label":"First met","year":2019,"month":5,"day":1}],
             "urls":[{"value":"https://example.com"}],"labels":[{"name":"Friends"}]}
            """;

    @ParameterizedTest
    @ValueSource(strings = {"3.0", "4.0"})
    void writesAllOfAContactAsACard(String version) {
        String last = "L" + UUID.randomUUID();
        String id = admin().body(FULL.formatted(last)).post("/api/contacts").path("data.id");

        VCard card = Ezvcard.parse(card(id, version)).first();

        assertThat(card.getVersion()).isEqualTo(VCardVersion.valueOfByStr(version));
        assertThat(card.getUid().getValue()).isEqualTo("urn:uuid:" + id);
        assertThat(card.getFormattedName().getValue()).isEqualTo("Zoë M " + last);
        assertThat(card.getStructuredName().getFamily()).isEqualTo(last);
        assertThat(card.getOrganization().getValues()).containsExactly("Engines", "Gears");
        assertThat(card.getNotes().get(0).getValue()).isEqualTo("first line\nsecond; line");
        assertThat(card.getEmails())
                .extracting(email -> email.getValue())
                .containsExactly("zoe@example.com", "z@example.com");
        assertThat(card.getEmails().get(0).getTypes())
                .anyMatch(type -> type.getValue().equals("work"));
        assertThat(card.getTelephoneNumbers())
                .extracting(phone -> phone.getText())
                .containsExactly("+16502530000", "ext 5");
        assertThat(card.getAddresses().get(0).getLocality()).isEqualTo("Toronto");
        assertThat(card.getUrls().get(0).getValue()).isEqualTo("https://example.com");
        assertThat(card.getCategories().getValues()).containsExactly("Friends");
        assertThat(card.getExtendedProperties("X-ABLabel"))
                .extracting(label -> label.getValue())
                .containsExactlyInAnyOrder("School office", "First met");
        assertThat(card.getExtendedProperty("X-ABDATE").getValue()).isEqualTo("2019-05-01");
        if (version.equals("4.0")) {
            assertThat(card.getBirthday().getPartialDate().getMonth()).isEqualTo(2);
            assertThat(card.getBirthday().getPartialDate().getYear()).isNull();
        } else {
            assertThat(card.getBirthday().getDate()).isEqualTo(LocalDate.of(1604, 2, 29));
            assertThat(card.getBirthday().getParameter("X-APPLE-OMIT-YEAR")).isEqualTo("1604");
        }
    }

    @Test
    void writesEverybodyOnceHoweverManyThereAre() {
        String last = "L" + UUID.randomUUID().toString().replace("-", "");
        String cards = IntStream.range(0, 450)
                .mapToObj(
                        i -> "BEGIN:VCARD\nVERSION:4.0\nFN:P" + i + " " + last + "\nUID:" + last + i + "\nEND:VCARD\n")
                .reduce("", String::concat);
        admin().contentType("text/vcard")
                .body(cards)
                .post("/api/import/contacts")
                .then()
                .statusCode(200);

        Response all = admin().accept("text/vcard").get("/api/contacts");

        assertThat(all.contentType()).startsWith("text/vcard");
        List<VCard> read = Ezvcard.parse(all.asString()).all();
        assertThat(read)
                .filteredOn(card -> card.getFormattedName().getValue().endsWith(last))
                .hasSize(450);
        assertThat(read).extracting(card -> card.getUid().getValue()).doesNotHaveDuplicates();
        assertThat(Ezvcard.parse(admin().accept("text/vcard")
                                .queryParam("search", "p449 " + last)
                                .get("/api/contacts")
                                .asString())
                        .all())
                .hasSize(1);
    }

    @Test
    void givesOnePersonAllThatIsHeldAboutThem() {
        String id = admin().body(FULL.formatted("Whole")).post("/api/contacts").path("data.id");
        admin().body("{\"type\":\"NOTE\",\"content\":\"met\",\"occurredAt\":\"2026-01-01T00:00:00Z\"}")
                .post("/api/contacts/" + id + "/interactions");

        Response whole = admin().get("/api/contacts/" + id + "/export");

        assertThat(whole.<String>path("data.contact.lastName")).isEqualTo("Whole");
        assertThat(whole.<List<String>>path("data.provenance.fields.field")).contains("last_name");
        assertThat(whole.<List<String>>path("data.interactions.content")).containsExactly("met");
        assertThat(whole.<List<?>>path("data.activity")).isNotNull();
    }

    @Test
    void answersInJsonToWhoeverDoesNotAskForCards() {
        String id = admin().body("{\"name\":\"Json\"}").post("/api/contacts").path("data.id");

        assertThat(admin().accept("*/*").get("/api/contacts").contentType()).startsWith("application/json");
        assertThat(admin().accept("*/*").get("/api/contacts/" + id + "/export").contentType())
                .startsWith("application/json");
        assertThat(error(admin().accept("image/png").get("/api/contacts/" + id + "/export")))
                .isEqualTo("406 NOT_ACCEPTABLE");
    }

    @Test
    void refusesAVersionAndAnIdThatThereAreNot() {
        assertThat(error(admin().accept("text/vcard, application/json")
                        .get("/api/contacts/" + UUID.randomUUID() + "/export")))
                .isEqualTo("404 NOT_FOUND");
        assertThat(error(admin().accept("text/vcard").get("/api/contacts?version=2.1")))
                .isEqualTo("422 VALIDATION_ERROR");
    }

    private static String card(String id, String version) {
        return admin().accept("text/vcard")
                .get("/api/contacts/" + id + "/export?version=" + version)
                .asString();
    }
}
