package dev.kith.sync.provider.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.Photo;
import dev.kith.model.PostalAddress;
import dev.kith.model.Url;
import dev.kith.sync.tool.ImportError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEntriesTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_EMPTY)
            .build();

    @Test
    void readsTheShapeOfTheInterfaceInBothCases() {
        String camel = """
                {"firstName":"Ann","middleName":"M.","lastName":"Doe","nickname":"Annie","organization":"Acme",
                 "department":"Board","title":"CEO","email":"main@example.com","phone":"030 123456",
                 "photoUrl":"https://example.com/a.jpg","notes":"n",
                 "emails":[{"value":"main@example.com","label":"work","primary":true},{"value":"b@example.com"}],
                 "phones":[{"value":"030 123457","e164":"+4930123457","label":"home"}],
                 "addresses":[{"street":"Weg 1","street2":"Hof","city":"Berlin","region":"BE","postalCode":"10115",
                               "country":"DE","label":"home","current":true}],
                 "dates":[{"label":"Birthday","year":1985,"month":4,"day":12},{"label":"Name day","month":2,"day":29}],
                 "urls":[{"value":"https://ann.example","label":"blog"}],"labels":[{"name":"Friends"}],
                 "sources":[{"provider":"google"}],"createdAt":"2026-01-01T00:00:00Z","linkedinUrl":"https://li.example/a"}
                """;
        String snake = camel.replace("firstName", "first_name")
                .replace("middleName", "middle_name")
                .replace("lastName", "last_name")
                .replace("photoUrl", "photo_url")
                .replace("postalCode", "postal_code")
                .replace("createdAt", "created_at")
                .replace("linkedinUrl", "linkedin_url");

        for (String body : List.of("[" + camel + "]", "{\"contacts\":[" + snake + "]}", camel)) {
            CanonicalContact contact = only(body).contact();

            assertThat(contact.firstName()).isEqualTo("Ann");
            assertThat(contact.middleName()).isEqualTo("M.");
            assertThat(contact.lastName()).isEqualTo("Doe");
            assertThat(contact.nickname()).isEqualTo("Annie");
            assertThat(contact.organizations()).containsExactly(new Organization("Acme", "Board", "CEO", true));
            assertThat(contact.emails())
                    .containsExactly(
                            new Email("main@example.com", "work", true, "main@example.com"),
                            new Email("b@example.com", null, false, "b@example.com"));
            assertThat(contact.phones())
                    .extracting(Phone::value, Phone::label, Phone::primary)
                    .containsExactly(tuple("030 123456", null, true), tuple("030 123457", "home", false));
            assertThat(contact.photos()).containsExactly(new Photo("https://example.com/a.jpg", true, false));
            assertThat(contact.addresses())
                    .containsExactly(new PostalAddress(
                            "Weg 1", "Hof", null, "Berlin", "BE", "10115", "DE", null, null, "home", true));
            assertThat(contact.birthdays()).containsExactly(new DateEvent("birthday", 1985, 4, 12));
            assertThat(contact.events()).containsExactly(new DateEvent("Name day", null, 2, 29));
            assertThat(contact.urls())
                    .containsExactly(
                            new Url("https://ann.example", "blog"), new Url("https://li.example/a", "linkedin"));
            assertThat(contact.groupMemberships()).containsExactly("Friends");
            assertThat(contact.notes()).isEqualTo("n");
            assertThat(contact.customFields()).isEmpty();
        }
    }

    static List<Path> vcards() {
        return ReadFiles.vcards();
    }

    @ParameterizedTest
    @MethodSource("vcards")
    void readsTheCanonicalShapeWithoutLoss(Path file) throws IOException {
        List<CanonicalContact> contacts =
                ReadFiles.all(new VCardEntries(Files.newInputStream(file), null, "DE")).stream()
                        .filter(entry -> entry.contact() != null)
                        .map(entry -> entry.contact().withoutRaw())
                        .toList();
        if (contacts.isEmpty()) {
            return;
        }

        List<CanonicalContact> again = all(JSON.writeValueAsString(contacts)).stream()
                .map(entry -> entry.contact().withoutRaw())
                .toList();

        assertThat(again).isEqualTo(contacts);
    }

    @Test
    void keepsWhatItDoesNotKnowAsCustomFields() {
        CanonicalContact contact = only("""
                [{"name":"Ann","shoeSize":38,"vip":true,"location":"Berlin","nested":{"a":[1]},"none":null,"empty":[],
                  "custom_fields":[{"key":"k","value":"v"}],"id":7}]
                """).contact();

        assertThat(contact.customFields())
                .containsExactly(
                        new CustomField("k", "v"),
                        new CustomField("shoeSize", "38"),
                        new CustomField("vip", "true"),
                        new CustomField("location", "Berlin"),
                        new CustomField("nested", "{\"a\":[1]}"));
    }

    @Test
    void reportsWhatIsNotOfTheFormItShouldBeAndTakesTheRest() {
        List<ParsedEntry> entries = all("""
                [{"name":{"first":"Ann"},"email":"ann@example.com","phones":[{"value":"030 1"},{"label":"x"},7],
                  "dates":[{"label":"birthday","month":13,"day":1},{"label":"x"}]},
                 "text",
                 {"notes":" "},
                 {"name":"Cid","deleted":true},
                 {"name":"Dan"}]
                """);

        assertThat(entries.get(0).contact().phones()).extracting(Phone::value).containsExactly("030 1", "7");
        assertThat(entries.get(0).errors())
                .extracting(ImportError::field)
                .containsExactly("name", "phones[1]", "dates[0]", "dates[1]");
        assertThat(entries)
                .extracting(ParsedEntry::row, ParsedEntry::line, entry -> entry.contact() != null)
                .containsExactly(
                        tuple(1, 1, true),
                        tuple(2, 3, false),
                        tuple(3, 4, false),
                        tuple(4, 5, false),
                        tuple(5, 6, true));
    }

    @Test
    void takesOnlyIdsThatAreNobodyElses() {
        assertThat(all("""
                [{"name":"A","externalId":"x1"},{"name":"B","uid":"u1"},{"name":"C","id":1},
                 {"name":"D","id":"6f9619ff-8b86-d011-b42d-00cf4fc964ff"},{"name":"E","id":"1"}]
                """))
                .extracting(entry -> entry.contact().externalId())
                .satisfiesExactly(
                        id -> assertThat(id).isEqualTo("x1"),
                        id -> assertThat(id).isEqualTo("u1"),
                        id -> assertThat(id).startsWith("sha256:"),
                        id -> assertThat(id).isEqualTo("6f9619ff-8b86-d011-b42d-00cf4fc964ff"),
                        id -> assertThat(id).startsWith("sha256:"));
    }

    @Test
    void readsEveryEncodingOfJson() {
        for (Charset charset :
                List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, Charset.forName("UTF-32BE"))) {
            assertThat(only("[{\"name\":\"Jürgen\"}]".getBytes(charset), null)
                            .contact()
                            .displayName())
                    .as(charset.name())
                    .isEqualTo("Jürgen");
        }
        assertThat(only("[{\"name\":\"Jürgen\"}]".getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1)
                        .contact()
                        .displayName())
                .isEqualTo("Jürgen");
    }

    @Test
    void passesOverAContactThatIsTooLarge() {
        List<ParsedEntry> entries = all("[{\"name\":\"Ann\",\"notes\":\"" + "x".repeat(3_000_000)
                + "\",\"phones\":[{\"value\":\"1\"}]}," + "{\"name\":\"Bob\"}]");

        assertThat(entries.get(0).contact()).isNull();
        assertThat(entries.get(0).errors()).hasSize(1);
        assertThat(entries.get(1).contact().displayName()).isEqualTo("Bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[{\"name\":\"Ann\"}", "{\"contacts\":[{}", "[{name:1}]", "nonsense", "[1,]"})
    void refusesWhatIsNoJsonBeforeAnythingIsRead(String text) {
        assertThatThrownBy(() -> JsonObjects.check(in(text), null)).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"x\"", "null", "{}"})
    void refusesJsonThatIsNoList(String text) {
        assertThatThrownBy(() -> all(text)).isInstanceOf(UnreadableFileException.class);
    }

    private static ParsedEntry only(String json) {
        return only(json.getBytes(StandardCharsets.UTF_8), null);
    }

    private static ParsedEntry only(byte[] json, Charset declared) {
        List<ParsedEntry> entries = all(json, declared);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static List<ParsedEntry> all(String json) {
        return all(json.getBytes(StandardCharsets.UTF_8), null);
    }

    private static List<ParsedEntry> all(byte[] json, Charset declared) {
        try {
            JsonObjects.check(new ByteArrayInputStream(json), declared);
            return ReadFiles.all(new JsonEntries(new ByteArrayInputStream(json), declared, "DE"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
