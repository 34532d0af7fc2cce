package dev.kith.sync.provider.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.params.provider.ValueSource;

class CsvEntriesTest {

    @Test
    void readsThePresentColumnsOfGooglesExport() {
        ParsedEntry entry = only(sample("google-present.csv"), null);

        CanonicalContact contact = entry.contact();
        assertThat(contact.namePrefix()).isEqualTo("Dr.");
        assertThat(contact.firstName()).isEqualTo("Ann");
        assertThat(contact.middleName()).isEqualTo("Maria");
        assertThat(contact.lastName()).isEqualTo("Müller");
        assertThat(contact.nameSuffix()).isEqualTo("MBA");
        assertThat(contact.nickname()).isEqualTo("Annie");
        assertThat(contact.organizations()).containsExactly(new Organization("Acme", "Board", "CEO", true));
        assertThat(contact.birthdays()).containsExactly(new DateEvent("birthday", null, 2, 29));
        assertThat(contact.anniversaries()).containsExactly(new DateEvent("anniversary", 2010, 6, 1));
        assertThat(contact.notes()).isEqualTo("line 1\nline \"2\"");
        assertThat(contact.photos()).containsExactly(new Photo("https://lh3.googleusercontent.com/a", true, false));
        assertThat(contact.emails())
                .containsExactly(
                        new Email("ann@example.com", "home", true, "ann@example.com"),
                        new Email("a1@example.com", "work", false, "a1@example.com"),
                        new Email("a2@example.com", "work", false, "a2@example.com"));
        assertThat(contact.phones())
                .containsExactly(
                        new Phone("+49 170 1234567", "mobile", false, "+491701234567"),
                        new Phone("030 123456", "homeFax", false, "+4930123456"));
        assertThat(contact.addresses())
                .containsExactly(new PostalAddress(
                        "Hauptstr. 1",
                        "Hof",
                        null,
                        "Berlin",
                        "BE",
                        "10115",
                        "DE",
                        "Germany",
                        "Hauptstr. 1\n10115 Berlin",
                        "home",
                        false));
        assertThat(contact.relations()).containsExactly(new Relation("Tom", "spouse"));
        assertThat(contact.urls()).containsExactly(new Url("https://ann.example", "profile"));
        assertThat(contact.customFields())
                .containsExactly(
                        new CustomField("Shoe size", "38"),
                        new CustomField("Phonetic First Name", "En"),
                        new CustomField("Phonetic Last Name", "Myu"),
                        new CustomField("File As", "Müller, Ann"));
        assertThat(contact.groupMemberships()).containsExactly("myContacts", "Climbing");
        assertThat(entry.groups())
                .extracting(CanonicalGroup::name, CanonicalGroup::kind)
                .containsExactly(
                        tuple("myContacts", CanonicalGroup.Kind.SYSTEM), tuple("Climbing", CanonicalGroup.Kind.USER));
        assertThat(contact.raw().at("/csv/E-mail 1 - Value").asText()).isEqualTo("ann@example.com");
        assertThat(entry.errors()).isEmpty();
    }

    @Test
    void readsTheFormerColumnsOfGooglesExport() {
        ParsedEntry entry = only(sample("google-former.csv"), null);

        CanonicalContact contact = entry.contact();
        assertThat(contact.displayName()).isEqualTo("Bob Jones");
        assertThat(contact.firstName()).isEqualTo("Bob");
        assertThat(contact.lastName()).isEqualTo("Jones");
        assertThat(contact.emails()).containsExactly(new Email("bob@example.com", "work", true, "bob@example.com"));
        assertThat(contact.usernames()).containsExactly(new Username("bob.j", "Skype"));
        assertThat(contact.addresses())
                .extracting(PostalAddress::street, PostalAddress::city, PostalAddress::country)
                .containsExactly(tuple("Weg 1", "Ort", "AT"), tuple("Gasse 2", "Dorf", "DE"));
        assertThat(contact.organizations())
                .containsExactly(
                        new Organization("Bakery", null, "Baker", true),
                        new Organization("Mill", null, "Miller", false));
        assertThat(contact.events()).containsExactly(new DateEvent("Custom day", 2001, 2, 3));
        assertThat(contact.customFields())
                .containsExactly(
                        new CustomField("Given Name Yomi", "ボブ"),
                        new CustomField("Location", "Berlin"),
                        new CustomField("Occupation", "Baker"),
                        new CustomField("Organization 1 - Type", "Work"));
        assertThat(entry.groups())
                .extracting(CanonicalGroup::name, CanonicalGroup::kind)
                .containsExactly(
                        tuple("My Contacts", CanonicalGroup.Kind.SYSTEM), tuple("Family", CanonicalGroup.Kind.USER));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsWhatSpreadsheetsMakeOfIt(String separator) {
        String csv = "\uFEFFsep=,\nFirst Name,Labels,E-mail 1 - Value,Birthday\nJürgen,,j@example.com,12.4.1985\n"
                .replace(",", separator);

        for (Charset charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                Charset.forName("UTF-32"))) {
            CanonicalContact contact = only(csv.getBytes(charset), null).contact();

            assertThat(contact.firstName()).as(charset.name()).isEqualTo("Jürgen");
            assertThat(contact.birthdays()).containsExactly(new DateEvent("birthday", 1985, 4, 12));
        }
    }

    @Test
    void readsOldEncodings() {
        String csv = "First Name,Labels,Notes\nJürgen – Łukasz,,x";

        assertThat(only("First Name,Labels\nJürgen – ß,".getBytes(Charset.forName("windows-1252")), null)
                        .contact()
                        .firstName())
                .isEqualTo("Jürgen – ß");
        assertThat(only(csv.getBytes(Charset.forName("windows-1250")), Charset.forName("windows-1250"))
                        .contact()
                        .firstName())
                .isEqualTo("Jürgen – Łukasz");
    }

    @Test
    void anOpenQuoteCostsOnlyItsLine() {
        List<ParsedEntry> entries = all("""
                Name,E-mail 1 - Value
                Ann,ann@example.com
                "Bob,bob@example.com
                Cid 5" tall,cid@example.com
                Dan,dan@example.com
                """);

        assertThat(entries)
                .extracting(ParsedEntry::row, ParsedEntry::line)
                .containsExactly(tuple(1, 2), tuple(2, 3), tuple(3, 4), tuple(4, 5));
        assertThat(entries.get(1).contact()).isNull();
        assertThat(entries.get(1).errors())
                .extracting(ImportError::row, ImportError::line)
                .containsExactly(tuple(2, 3));
        assertThat(entries)
                .filteredOn(entry -> entry.contact() != null)
                .extracting(entry -> entry.contact().displayName())
                .containsExactly("Ann", "Cid 5\" tall", "Dan");
    }

    @Test
    void keepsValuesOfColumnsWithoutAName() {
        assertThat(only("Name,E-mail 1 - Value,,Odd\nAnn,a@example.com,x,y,z")
                        .contact()
                        .customFields())
                .containsExactly(
                        new CustomField("column 3", "x"),
                        new CustomField("Odd", "y"),
                        new CustomField("column 5", "z"));
    }

    @Test
    void readsColumnsThatAreCalledAsTheInterfaceCallsThem() {
        CanonicalContact contact = only("""
                first_name,lastName,email,phone,organization,title,labels,birthday,website,shoe size
                Ann,Doe,ann@example.com,030 123456,Acme,CEO,"Friends; Climbing",1985-04-12,https://ann.example,38
                """).contact();

        assertThat(contact.firstName()).isEqualTo("Ann");
        assertThat(contact.lastName()).isEqualTo("Doe");
        assertThat(contact.emails()).extracting(Email::value).containsExactly("ann@example.com");
        assertThat(contact.phones()).extracting(Phone::e164).containsExactly("+4930123456");
        assertThat(contact.organizations()).containsExactly(new Organization("Acme", null, "CEO", true));
        assertThat(contact.groupMemberships()).containsExactly("Friends", "Climbing");
        assertThat(contact.birthdays()).containsExactly(new DateEvent("birthday", 1985, 4, 12));
        assertThat(contact.urls()).extracting(Url::value).containsExactly("https://ann.example");
        assertThat(contact.customFields()).containsExactly(new CustomField("shoe size", "38"));
    }

    @Test
    void readsOutlooksColumns() {
        CanonicalContact contact = only("""
                Title,First Name,Last Name,Suffix,Company,Job Title,Business Street,Business City,Business Postal Code,\
                Business Country/Region,Home Phone,Mobile Phone,Business Fax,E-mail Address,E-mail 2 Address,Categories
                Mr.,Max,Muster,jr.,Muster GmbH,Chef,Weg 1,Berlin,10115,Germany,030 1,0170 1234567,030 2,\
                max@example.com,m2@example.com,Kunden;Freunde
                """).contact();

        assertThat(contact.namePrefix()).isEqualTo("Mr.");
        assertThat(contact.nameSuffix()).isEqualTo("jr.");
        assertThat(contact.organizations()).containsExactly(new Organization("Muster GmbH", null, "Chef", true));
        assertThat(contact.addresses())
                .containsExactly(new PostalAddress(
                        "Weg 1", null, null, "Berlin", null, "10115", "DE", "Germany", null, "work", false));
        assertThat(contact.phones())
                .extracting(Phone::value, Phone::label)
                .containsExactly(tuple("030 1", "home"), tuple("0170 1234567", "mobile"), tuple("030 2", "workFax"));
        assertThat(contact.emails()).extracting(Email::value).containsExactly("max@example.com", "m2@example.com");
        assertThat(contact.groupMemberships()).containsExactly("Kunden", "Freunde");
        assertThat(contact.customFields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "\"never closed", "a,b,c\n1,2,3", "Suffix,Notes\n1,2"})
    void refusesWhatHoldsNoContacts(String csv) {
        assertThatThrownBy(() -> all(csv)).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void namesARecordTheSameWhateverTheOrderOfItsColumns() {
        String one = only("Name,E-mail 1 - Value\nAnn,a@example.com").contact().externalId();
        String other = only("E-mail 1 - Value,Notes,Name\na@example.com,,Ann")
                .contact()
                .externalId();

        assertThat(one).isEqualTo(other).startsWith("sha256:");
    }

    private static byte[] sample(String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/csv", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParsedEntry only(String csv) {
        return only(csv.getBytes(StandardCharsets.UTF_8), null);
    }

    private static ParsedEntry only(byte[] csv, Charset declared) {
        List<ParsedEntry> entries = all(csv, declared);
        assertThat(entries).hasSize(1);
        return entries.get(0);
    }

    private static List<ParsedEntry> all(String csv) {
        return all(csv.getBytes(StandardCharsets.UTF_8), null);
    }

    private static List<ParsedEntry> all(byte[] csv, Charset declared) {
        try {
            return ReadFiles.all(new CsvEntries(new ByteArrayInputStream(csv), declared, "DE"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void takesAStarAloneForNoLabel() throws IOException {
        byte[] csv = "First Name,Labels\nAnn,* ::: Friends ::: *\n".getBytes(StandardCharsets.UTF_8);

        assertThat(ReadFiles.all(new CsvEntries(new ByteArrayInputStream(csv), null, "US")))
                .singleElement()
                .satisfies(entry -> assertThat(entry.groups())
                        .extracting(CanonicalGroup::name)
                        .containsExactly("Friends"));
    }
}
