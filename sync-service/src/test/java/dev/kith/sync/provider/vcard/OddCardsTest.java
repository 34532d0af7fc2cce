package dev.kith.sync.provider.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CustomField;
import dev.kith.model.Phone;
import dev.kith.model.Url;
import dev.kith.model.Username;
import dev.kith.sync.database.Rows;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards that say more than their form has room for lose nothing, neither when they come nor when they are mapped again. */
class OddCardsTest {

    private final CardReader reader = new CardReader("DE");
    private final CardRawMapper mapper = new CardRawMapper("carddav");

    @ParameterizedTest
    @CsvSource({
        "2.1, 'Smith, Jr.', 'Ann, Bea'",
        "3.0, Smith  Jr., Ann  Bea",
        "4.0, Smith  Jr., Ann  Bea",
    })
    void keepsEveryNameOfAPartThatHoldsSeveral(String version, String lastName, String firstName) {
        CanonicalContact contact = read(card(version, "N:Smith, Jr.;Ann, Bea;;;"));

        assertThat(contact.lastName()).isEqualTo(lastName.replace("  ", " "));
        assertThat(contact.firstName()).isEqualTo(firstName.replace("  ", " "));
    }

    @Test
    void keepsAnotherCardThatStandsInTheSamePlace() {
        ReadCard.Person read = (ReadCard.Person) reader.read(card("3.0", "FN:Ann", "TEL:030 1")
                + card("3.0", "FN:Bob", "TEL:030 2", "PHOTO;ENCODING=b:/9j/4AAQSkZJRg=="));

        assertThat(read.unnamed().displayName()).isEqualTo("Ann");
        assertThat(read.unnamed().phones()).extracting(Phone::value).containsExactly("030 1");
        assertThat(read.unnamed().customFields())
                .containsExactly(new CustomField("another card", "VERSION:3.0\nFN:Bob\nTEL:030 2\nPHOTO:"));
        assertThat(read.problems()).extracting(CardProblem::field).containsExactly("card");
    }

    @Test
    void takesACategoryThatIsNoNameForText() {
        String text = "no name ".repeat(20).strip();

        CanonicalContact contact = read(card("3.0", "FN:Ann", "CATEGORIES:Friends," + text));

        assertThat(contact.groupMemberships()).containsExactly("Friends");
        assertThat(contact.customFields()).containsExactly(new CustomField("CATEGORIES", text));
    }

    @Test
    void findsTheCardBehindLinesThatAreNone() {
        CanonicalContact contact = read("Content-Type: text/vcard\r\n\r\n" + card("3.0", "FN:Ann"));

        assertThat(contact.displayName()).isEqualTo("Ann");
        assertThat(contact.customFields()).containsExactly(new CustomField("another card", "Content-Type: text/vcard"));
    }

    @Test
    void keepsBothWhatAProfileSaysAndWhoseItIs() {
        CanonicalContact contact = read(card(
                "3.0",
                "X-SOCIALPROFILE;type=weibo;x-user=ann:another",
                "X-SOCIALPROFILE;type=linkedin;x-user=ann:x-apple:ann",
                "X-SOCIALPROFILE;type=twitter;x-user=ann:http://twitter.com/ann"));

        assertThat(contact.usernames())
                .extracting(Username::value, Username::service)
                .containsExactly(
                        tuple("another", "weibo"),
                        tuple("ann", "weibo"),
                        tuple("ann", "linkedin"),
                        tuple("ann", "twitter"));
        assertThat(contact.urls()).containsExactly(new Url("http://twitter.com/ann", "twitter"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AGENT:\nBEGIN:VCARD\nVERSION:2.1\nFN:Fred\nNOTE:a\\, b\\nc\nTEL:030 2\nEND:VCARD\nTEL:030 1",
                "AGENT:\nBEGIN:VCARD\nFN:Fred\nAGENT:\nBEGIN:VCARD\nFN:Gus\nTEL:3\nEND:VCARD\nTEL:2\nEND:VCARD\nTEL:1",
                "AGENT:BEGIN:VCARD\\nFN:Susan\\nEMAIL\\;TYPE=INTERNET:susan@example.com\\nEND:VCARD\\n",
                "AGENT:Fred\\nFriday\\, Esq.",
                "LOGO;ENCODING=b;TYPE=PNG:iVBORw0KGgo=\nTEL:030 1",
                "TEL:030 1\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nTEL:030 2"
            })
    void isMappedAgainToTheSame(String lines) {
        CanonicalContact contact = read(card("2.1", "FN:Ann", lines));

        assertThat(mapper.again(contact, "DE").map(OddCardsTest::said)).contains(said(contact));
    }

    /** Reading them in the square of their size takes minutes to hours. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void takesNoLongTimeForLongLinesAndManyOfThem() {
        CanonicalContact wide = read(card("3.0", "FN:Ann", "X-LONG" + ";B".repeat(200_000) + ":v"));
        String profiles = IntStream.range(0, 24_000)
                .mapToObj(number -> "IMPP:xmpp:" + number)
                .collect(Collectors.joining("\n"));

        assertThat(mapper.again(wide, "DE")).isPresent();
        assertThat(read(card("3.0", "FN:Ann", profiles)).usernames()).hasSize(24_000);
    }

    private CanonicalContact read(String card) {
        return ((ReadCard.Person) reader.read(card)).as("card");
    }

    private static String said(CanonicalContact contact) {
        return Rows.json(contact.withoutRaw());
    }

    private static String card(String version, String... lines) {
        return "BEGIN:VCARD\nVERSION:" + version + "\n" + String.join("\n", lines) + "\nEND:VCARD\n";
    }
}
