package dev.kith.sync.provider.vcard;

import static dev.kith.sync.provider.vcard.Cards.JPEG;
import static dev.kith.sync.provider.vcard.Cards.READER;
import static dev.kith.sync.provider.vcard.Cards.card;
import static dev.kith.sync.provider.vcard.Cards.person;
import static dev.kith.sync.provider.vcard.Cards.read;
import static dev.kith.sync.provider.vcard.Cards.unnamedPerson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a card says of somebody. */
class CardReaderTest {

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
    void readsGroupsOfBothModels() {
        ReadCard apple = READER.read(card(
                "N:Friends;;;;",
                "UID:g1",
                "X-ADDRESSBOOKSERVER-KIND:group",
                "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A",
                "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:A",
                "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:B"));
        ReadCard standard = READER.read("BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Team\nMEMBER:urn:uuid:C\nEND:VCARD");

        assertThat(apple).isEqualTo(new ReadCard.Group("g1", "Friends", List.of("A", "B"), List.of()));
        assertThat(standard).isEqualTo(new ReadCard.Group(null, "Team", List.of("C"), List.of()));
    }

    @Test
    void makesGroupsOfCategoriesButNotOfGooglesOwn() {
        ReadCard.Person read = read("FN:Ann", "CATEGORIES:myContacts,Climbing\\, Sundays", "CATEGORIES:Climbing");

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
        ReadCard.Person first = read("FN:Ann", "TEL:030 123456", "REV:2020-01-01", "PRODID:one");
        ReadCard.Person second = read("REV:2026-01-01", "TEL:030", "  123456", "PRODID:two", "FN:Ann");
        ReadCard.Person other = read("FN:Ann", "TEL:030 123457");

        assertThat(second.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(other.fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @Test
    void readsEveryPartOfATelephoneAddress() {
        assertThat(person(
                                "TEL;VALUE=uri:tel:+49-30-123456;ext=12",
                                "TEL:tel:030123456;phone-context=+49",
                                "TEL;VALUE=uri:tel:+49-30-123457;ext=12;note=ask%20for%20%22Ann%22",
                                "TEL:Tel:112",
                                "TEL:",
                                "EMAIL:mailto:ann@example.com")
                        .phones())
                .extracting(Phone::value)
                .containsExactly(
                        "+49-30-123456 ext. 12",
                        "030123456;phone-context=+49",
                        "+49-30-123457;ext=12;note=ask for \"Ann\"",
                        "112");
    }
}
