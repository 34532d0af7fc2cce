package dev.kith.sync.provider.vcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.Photo;
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardReaderTest {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    private final CardReader reader = new CardReader("DE");

    @ParameterizedTest
    @CsvSource({
        "TEL;TYPE=HOME;TYPE=FAX, homeFax",
        "TEL;TYPE=WORK;TYPE=VOICE, work",
        "TEL;TYPE=CELL;TYPE=VOICE;TYPE=pref, mobile",
        "TEL;WORK;CELL, workMobile",
        "TEL;TYPE=IPHONE;TYPE=CELL, iPhone",
        "'TEL;TYPE=\"home,pager\"', pager",
        "TEL;TYPE=x-satellite, x-satellite",
        "TEL, ",
    })
    void namesPhonesByTheirTypes(String header, String label) {
        assertThat(person(header + ":+49 30 123456").phones())
                .extracting(Phone::label)
                .containsExactly(label);
    }

    @ParameterizedTest
    @CsvSource({
        "_$!<Mobile>!$_, mobile",
        "_$!<HomeFAX>!$_, homeFax",
        "_$!<AssistantPhone>!$_, assistantPhone",
        "'Schule\\, alt', 'Schule, alt'",
        "_$!<>!$_, ",
    })
    void letsApplesLabelWinOverTheType(String written, String label) {
        assertThat(person("item1.TEL;type=HOME:030 123456", "item1.X-ABLabel:" + written)
                        .phones())
                .extracting(Phone::label)
                .containsExactly(label == null ? "home" : label);
    }

    @Test
    void findsTheLabelOfAGroupWhateverItsCase() {
        assertThat(person("ITEM1.EMAIL:a@example.com", "item1.X-ABLABEL:Verein").emails())
                .containsExactly(new Email("a@example.com", "Verein", false, "a@example.com"));
    }

    @Test
    void takesOnePreferredValueOfEachKind() {
        CanonicalContact contact = person(
                "EMAIL;PREF=2:second@example.com",
                "EMAIL;PREF=1:first@example.com",
                "EMAIL:none@example.com",
                "TEL;TYPE=pref:030 1234561",
                "TEL;TYPE=pref:030 1234562");

        assertThat(contact.emails()).extracting(Email::primary).containsExactly(false, true, false);
        assertThat(contact.phones()).extracting(Phone::primary).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource({
        "BDAY:1985-04-12, 1985, 4, 12",
        "BDAY:19850412, 1985, 4, 12",
        "BDAY;VALUE=date-time:1985-04-12T23:10:00Z, 1985, 4, 12",
        "BDAY:1985-4-7, 1985, 4, 7",
        "BDAY:12.4.1985, 1985, 4, 12",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17, , 5, 17",
        "BDAY;X-APPLE-OMIT-YEAR=1600:1600-05-17, , 5, 17",
        "BDAY;VALUE=date:1604-02-29, , 2, 29",
        "BDAY:--0203, , 2, 3",
        "BDAY:--02-03, , 2, 3",
    })
    void readsBirthdaysWithAndWithoutAYear(String line, Integer year, int month, int day) {
        assertThat(person(line).birthdays()).containsExactly(new DateEvent("birthday", year, month, day));
    }

    @ParameterizedTest
    @ValueSource(strings = {"circa 1800", "17/04/1980", "---12", "1985", "1985-04", "1985-02-31", "0000-13-01"})
    void keepsABirthdayThatIsNoDayAsText(String text) {
        CanonicalContact contact = person("BDAY:" + text);

        assertThat(contact.birthdays()).isEmpty();
        assertThat(contact.customFields()).containsExactly(new CustomField("birthday", text));
    }

    @Test
    void sortsDaysByTheirLabels() {
        CanonicalContact contact = person(
                "item1.X-ABDATE;type=pref:2010-06-01",
                "item1.X-ABLabel:_$!<Anniversary>!$_",
                "item2.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-03-04",
                "item2.X-ABLabel:Einschulung",
                "X-ABDATE:20171111",
                "ANNIVERSARY:--0501");

        assertThat(contact.anniversaries())
                .containsExactly(new DateEvent("anniversary", 2010, 6, 1), new DateEvent("anniversary", null, 5, 1));
        assertThat(contact.events())
                .containsExactly(new DateEvent("Einschulung", null, 3, 4), new DateEvent("other", 2017, 11, 11));
    }

    @Test
    void readsMessengersAndSocialProfiles() {
        CanonicalContact contact = person(
                "IMPP;X-SERVICE-TYPE=Skype;type=HOME;type=pref:skype:echo123",
                "IMPP;X-SERVICE-TYPE=Facebook:xmpp:a.b%40chat",
                "IMPP;X-SERVICE-TYPE=\"Odd: one, two\":x-apple:odd",
                "IMPP:sip:me@example.com",
                "IMPP;TYPE=Matrix:@me:example.com",
                "X-SKYPE:echo123",
                "X-AIM;type=HOME:old",
                "X-SOCIALPROFILE;type=twitter;x-user=ann:http://twitter.com/ann",
                "X-SOCIALPROFILE;type=flickr:x-apple:ann2");

        assertThat(contact.usernames())
                .containsExactly(
                        new Username("echo123", "skype"),
                        new Username("a.b@chat", "facebook"),
                        new Username("odd", "odd: one, two"),
                        new Username("me@example.com", "sip"),
                        new Username("@me:example.com", "matrix"),
                        new Username("old", "aim"),
                        new Username("ann", "twitter"),
                        new Username("ann2", "flickr"));
        assertThat(contact.urls()).containsExactly(new Url("http://twitter.com/ann", "twitter"));
    }

    @Test
    void readsRelativesOfEveryProgram() {
        CanonicalContact contact = person(
                "item1.X-ABRELATEDNAMES:Tom",
                "item1.X-ABLabel:_$!<Spouse>!$_",
                "X-ABRELATEDNAMES:Nobody knows",
                "RELATED;TYPE=friend;VALUE=text:Ann\\, the other",
                "X-MS-MANAGER:Big Blue",
                "X-EVOLUTION-SPOUSE:Eve",
                "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Kim;3;;;;;;;;;;;;;",
                "X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Sam;0;Godfather;;;;;;;;;;;;");

        assertThat(contact.relations())
                .containsExactly(
                        new Relation("Tom", "spouse"),
                        new Relation("Nobody knows", null),
                        new Relation("Ann, the other", "friend"),
                        new Relation("Big Blue", "manager"),
                        new Relation("Eve", "spouse"),
                        new Relation("Kim", "child"),
                        new Relation("Sam", "Godfather"));
    }

    @Test
    void readsAndroidsOwnRows() {
        CanonicalContact contact = person(
                "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Johnny;1;;;;;;;;;;;;;",
                "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-05-06;1;;;;;;;;;;;;;",
                "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--02-29;0;Name day;;;;;;;;;;;;",
                "X-ANDROID-CUSTOM:vnd.com.other/thing;a;b");

        assertThat(contact.nickname()).isEqualTo("Johnny");
        assertThat(contact.anniversaries()).containsExactly(new DateEvent("anniversary", 2001, 5, 6));
        assertThat(contact.events()).containsExactly(new DateEvent("Name day", null, 2, 29));
        assertThat(contact.customFields())
                .containsExactly(new CustomField("X-ANDROID-CUSTOM", "vnd.com.other/thing;a;b"));
    }

    @Test
    void namesACompanyAfterItsOrganisation() {
        CanonicalContact contact =
                unnamedPerson("N:;;;;", "FN:", "ORG:Bakery\\, Inc.;Sales;North", "X-ABShowAs:COMPANY");

        assertThat(contact.displayName()).isEqualTo("Bakery, Inc.");
        assertThat(contact.organizations())
                .containsExactly(new Organization("Bakery, Inc.", "Sales, North", null, true));
    }

    @Test
    void takesTheCountryThatIsNamedBeforeApplesHint() {
        CanonicalContact contact = person(
                "item1.ADR:;;Shore Road;Newtownabbey;;BT37 0QB;United Kingdom",
                "item1.X-ABADR:se",
                "item2.ADR:;;Dorfstr. 1;Dorf;;12345;",
                "item2.X-ABADR:de",
                "ADR;LABEL=\"Hauptstr. 2\\nOrt\":;;Hauptstr. 2;Ort;;;Atlantis");

        assertThat(contact.addresses())
                .extracting(PostalAddress::country, PostalAddress::countryName, PostalAddress::formatted)
                .containsExactly(
                        tuple("GB", "United Kingdom", null),
                        tuple("DE", null, null),
                        tuple(null, "Atlantis", "Hauptstr. 2\nOrt"));
    }

    @Test
    void keepsWhatHasNoPlaceAsCustomFields() {
        CanonicalContact contact = person(
                "ROLE:Counting Money",
                "GEO:geo:37.386013\\,-122.082932",
                "TZ:-0500",
                "X-PHONETIC-FIRST-NAME:Jon",
                "item1.X-CUSTOM;TYPE=home:a\\nb",
                "LOGO:http://example.com/logo.jpg",
                "XML:<a>unclosed",
                "FN:Some Person",
                "FN:Another rendering",
                "N:Second;Name;;;",
                "N:Third;;;;;;surplus",
                "LABEL;TYPE=work:Somewhere else");

        assertThat(contact.customFields())
                .containsExactlyInAnyOrder(
                        new CustomField("ROLE", "Counting Money"),
                        new CustomField("GEO", "geo:37.386013,-122.082932"),
                        new CustomField("TZ", "-0500"),
                        new CustomField("X-PHONETIC-FIRST-NAME", "Jon"),
                        new CustomField("X-CUSTOM (home)", "a\nb"),
                        new CustomField("LOGO", "http://example.com/logo.jpg"),
                        new CustomField("XML", "<a>unclosed"),
                        new CustomField("FN", "Another rendering"),
                        new CustomField("N", "Name Second"),
                        new CustomField("N", "Third"),
                        new CustomField("N", "surplus"));
        assertThat(contact.addresses())
                .extracting(PostalAddress::formatted, PostalAddress::label)
                .containsExactly(tuple("Somewhere else", "work"));
    }

    @Test
    void keepsAnAgentAsPartOfItsPerson() {
        CanonicalContact nested = person(
                "AGENT:",
                "BEGIN:VCARD",
                "VERSION:2.1",
                "FN:Fred Friday",
                "TEL;WORK:+1 213 555 1234",
                "END:VCARD",
                "EMAIL:boss@example.com");
        CanonicalContact inline =
                person("AGENT:BEGIN:VCARD\\nFN:Susan Thomas\\nEMAIL\\;TYPE=INTERNET:susan@example.com\\nEND:VCARD\\n");
        CanonicalContact address = person("AGENT;VALUE=uri:CID:JQPUBLIC.part3@example.com");

        assertThat(nested.relations()).containsExactly(new Relation("Fred Friday", "agent"));
        assertThat(nested.customFields())
                .containsExactly(new CustomField("agent", "VERSION:2.1\nFN:Fred Friday\nTEL;WORK:+1 213 555 1234"));
        assertThat(nested.emails()).extracting(Email::value).containsExactly("boss@example.com");
        assertThat(inline.relations()).containsExactly(new Relation("Susan Thomas", "agent"));
        assertThat(inline.customFields())
                .containsExactly(new CustomField("agent", "FN:Susan Thomas\nEMAIL;TYPE=INTERNET:susan@example.com"));
        assertThat(address.relations()).containsExactly(new Relation("CID:JQPUBLIC.part3@example.com", "agent"));
    }

    @Test
    void takesPhotosWithTheirBytesOrByAddress() {
        String base64 = Base64.getEncoder().encodeToString(JPEG);
        CanonicalContact contact = person(
                "PHOTO;ENCODING=b;TYPE=PNG:" + base64.substring(0, 8),
                " " + base64.substring(8),
                "PHOTO;VALUE=uri;TYPE=pref:https://example.com/a.jpg",
                "PHOTO:data:image/png;base64\\," + base64);

        assertThat(contact.photos())
                .containsExactly(
                        new Photo(null, false, false, "image/jpeg", base64),
                        new Photo("https://example.com/a.jpg", true, false),
                        new Photo(null, false, false, "image/jpeg", base64));
        assertThat(contact.raw().path("vcard").asText()).doesNotContain(base64.substring(8));
    }

    @Test
    void leavesOutPhotosThatAreTooLargeOrNone() {
        byte[] large = Arrays.copyOf(JPEG, Photo.LARGEST + 1);
        byte[] largest = Arrays.copyOf(JPEG, Photo.LARGEST);

        ReadCard.Person read = read(card(
                "FN:Ann",
                "PHOTO;ENCODING=b:" + Base64.getEncoder().encodeToString(largest),
                "PHOTO;ENCODING=b:" + Base64.getEncoder().encodeToString(large),
                "PHOTO;ENCODING=b:bm90IGEgcGljdHVyZQ==",
                "LOGO;ENCODING=b:" + Base64.getEncoder().encodeToString(JPEG)));

        assertThat(read.unnamed().photos()).hasSize(1);
        assertThat(read.problems())
                .extracting(CardProblem::line, CardProblem::field)
                .containsExactly(tuple(5, "PHOTO"), tuple(6, "PHOTO"), tuple(7, "LOGO"));
    }

    @Test
    void readsGroupsOfBothModels() {
        ReadCard apple = reader.read(card(
                "N:Friends;;;;",
                "UID:g1",
                "X-ADDRESSBOOKSERVER-KIND:group",
                "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A",
                "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A",
                "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:B"));
        ReadCard standard = reader.read("BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Team\nMEMBER:urn:uuid:C\nEND:VCARD");

        assertThat(apple).isEqualTo(new ReadCard.Group("g1", "Friends", List.of("A", "B"), List.of()));
        assertThat(standard).isEqualTo(new ReadCard.Group(null, "Team", List.of("C"), List.of()));
    }

    @Test
    void makesGroupsOfCategoriesButNotOfGooglesOwn() {
        ReadCard.Person read = read(card("FN:Ann", "CATEGORIES:myContacts,Climbing\\, Sundays", "CATEGORIES:Climbing"));

        assertThat(read.unnamed().groupMemberships()).containsExactly("myContacts", "Climbing, Sundays", "Climbing");
        assertThat(read.groups())
                .extracting(CanonicalGroup::name, CanonicalGroup::kind)
                .containsExactly(
                        tuple("myContacts", CanonicalGroup.Kind.SYSTEM),
                        tuple("Climbing, Sundays", CanonicalGroup.Kind.USER),
                        tuple("Climbing", CanonicalGroup.Kind.USER));
    }

    @Test
    void namesTheSameCardTheSameWheneverItIsExported() {
        ReadCard.Person first = read(card("FN:Ann", "TEL:030 123456", "REV:2020-01-01", "PRODID:one"));
        ReadCard.Person second = read(card("REV:2026-01-01", "TEL:030", "  123456", "PRODID:two", "FN:Ann"));
        ReadCard.Person other = read(card("FN:Ann", "TEL:030 123457"));

        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "junk", "BEGIN:VCARD\nEND:VCARD", "BEGIN:VCARD\nUID:1\nREV:2\nEND:VCARD"})
    void saysThatThereIsNothingToImport(String text) {
        assertThat(reader.read(text))
                .asInstanceOf(type(ReadCard.Unreadable.class))
                .extracting(ReadCard.Unreadable::problems)
                .asList()
                .isNotEmpty();
    }

    @Test
    void readsLinesWithoutACardOnlyWhenTheySayWho() {
        assertThat(reader.read("FN:Ann\nTEL:030 123456\nEND:VCARD")).isInstanceOf(ReadCard.Person.class);
        assertThat(reader.read("Content-Type: text/x-vcard\nSubject: hello")).isInstanceOf(ReadCard.Unreadable.class);
    }

    @Test
    void keepsLinesThatAreNoPropertyAsText() {
        ReadCard.Person read = read(card("FN:Ann", "what is this", "TEL:030 123456", "BEGIN:VEVENT", "END:VEVENT"));

        assertThat(read.unnamed().customFields()).containsExactly(new CustomField("unreadable line", "what is this"));
        assertThat(read.problems())
                .extracting(CardProblem::line, CardProblem::field)
                .containsExactly(tuple(4, "card"), tuple(6, "BEGIN"), tuple(7, "END"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEL;TYPE=home^:030 123456", "TEL;X\"A;TYPE=b\":030 123456", "TEL;TYPE=\"home:030 123456"})
    void losesNoNumberBehindBrokenParameters(String line) {
        assertThat(person(line).phones()).extracting(Phone::value).containsExactly("030 123456");
    }

    @Test
    void readsEveryPartOfATelephoneAddress() {
        assertThat(person(
                                "TEL;VALUE=uri:tel:+49-30-123456;ext=12",
                                "TEL:tel:030123456;phone-context=+49",
                                "TEL:Tel:112",
                                "TEL:",
                                "EMAIL:mailto:ann@example.com")
                        .phones())
                .extracting(Phone::value)
                .containsExactly("+49-30-123456 ext. 12", "030123456;phone-context=+49", "112");
    }

    private CanonicalContact person(String... lines) {
        String[] named = new String[lines.length + 1];
        named[0] = "N:Person;Some;;;";
        System.arraycopy(lines, 0, named, 1, lines.length);
        return unnamedPerson(named);
    }

    private CanonicalContact unnamedPerson(String... lines) {
        return read(card(lines)).unnamed();
    }

    private ReadCard.Person read(String card) {
        return (ReadCard.Person) reader.read(card);
    }

    private static String card(String... lines) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n";
    }
}
