package dev.kith.agent.source.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.agent.sqlite.FileAccess;
import dev.kith.agent.sqlite.OpenStore;
import dev.kith.agent.sqlite.StoreException;
import dev.kith.agent.sqlite.StoreException.Problem;
import dev.kith.agent.sqlite.StoreOpener;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.CustomField;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.Url;
import dev.kith.model.Username;
import dev.kith.sandbox.mac.AppleDatabase.Leave;
import dev.kith.sandbox.mac.AppleDates;
import dev.kith.sandbox.mac.ContactsDatabase;
import dev.kith.sandbox.mac.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactReaderTest {

    @TempDir
    private Path folder;

    @Test
    void readsEverythingACardSays() {
        ContactsDatabase written = create();
        long ann = written.person(
                "A-1:ABPerson",
                Row.of("ZTITLE", "Dr.")
                        .and("ZFIRSTNAME", "Ann")
                        .and("ZMIDDLENAME", "Bea")
                        .and("ZLASTNAME", "Alpha")
                        .and("ZSUFFIX", "Jr.")
                        .and("ZNICKNAME", "Annie")
                        .and("ZMAIDENNAME", "Omega")
                        .and("ZPHONETICFIRSTNAME", "Än")
                        .and("ZORGANIZATION", "Acme, Inc.")
                        .and("ZDEPARTMENT", "Lab")
                        .and("ZJOBTITLE", "Chemist")
                        .and("ZBIRTHDAY", AppleDates.noon(LocalDate.of(1604, 2, 29))));
        written.phone(ann, "_$!<Mobile>!$_", "(416) 555-0123");
        written.phone(ann, "Büro, hinten", "+1 416 555 0124,,9#");
        written.email(ann, "_$!<Home>!$_", "Ann@Example.com");
        written.child(
                "ZABCDEMAILADDRESS",
                ann,
                Row.of("ZADDRESS", "first@example.com").and("ZISPRIMARY", 1));
        written.child(
                "ZABCDPOSTALADDRESS",
                ann,
                Row.of("ZSTREET", "1 Main St\nUnit 2")
                        .and("ZCITY", "Toronto")
                        .and("ZSTATE", "ON")
                        .and("ZZIPCODE", "M5V")
                        .and("ZCOUNTRYCODE", "ca")
                        .and("ZCOUNTRYNAME", "Canada")
                        .and("ZLABEL", "_$!<Work>!$_"));
        written.child("ZABCDPOSTALADDRESS", ann, Row.of("ZCOUNTRYCODE", "ca"));
        written.child(
                "ZABCDURLADDRESS", ann, Row.of("ZURL", "https://example.com").and("ZLABEL", "_$!<HomePage>!$_"));
        written.child("ZABCDSOCIALPROFILE", ann, Row.of("ZUSERNAME", "ann").and("ZSERVICENAME", "Twitter"));
        long service = written.database().insert("ZABCDSERVICE", Row.of("ZSERVICENAME", "JabberInstant"));
        written.child(
                "ZABCDMESSAGINGADDRESS", ann, Row.of("ZADDRESS", "ann@jabber").and("ZSERVICE", service));
        written.child("ZABCDRELATEDNAME", ann, Row.of("ZNAME", "Bob").and("ZLABEL", "_$!<Spouse>!$_"));
        written.child(
                "ZABCDCONTACTDATE",
                ann,
                Row.of("ZDATE", AppleDates.noon(LocalDate.of(2010, 6, 5))).and("ZLABEL", "_$!<Anniversary>!$_"));
        written.child("ZABCDCONTACTDATE", ann, Row.of("ZDATE", AppleDates.noon(LocalDate.of(2012, 1, 1))));
        written.note(ann, "Likes tea");
        long choir = written.group("G-1:ABGroup", "Choir");
        written.member(ann, choir);

        assertThat(read(written))
                .containsExactly(CanonicalContact.builder("A-1:ABPerson")
                        .uid("A-1")
                        .namePrefix("Dr.")
                        .firstName("Ann")
                        .middleName("Bea")
                        .lastName("Alpha")
                        .nameSuffix("Jr.")
                        .nickname("Annie")
                        .organizations(List.of(new Organization("Acme, Inc.", "Lab", "Chemist", true)))
                        .birthdays(List.of(new DateEvent("birthday", null, 2, 29)))
                        .phones(List.of(
                                new Phone("(416) 555-0123", "mobile", false, "+14165550123"),
                                new Phone("+1 416 555 0124,,9#", "Büro, hinten", false, null)))
                        .emails(List.of(
                                new Email("first@example.com", null, true, "first@example.com"),
                                new Email("Ann@Example.com", "home", false, "ann@example.com")))
                        .addresses(List.of(new PostalAddress(
                                "1 Main St\nUnit 2",
                                null,
                                null,
                                "Toronto",
                                "ON",
                                "M5V",
                                "CA",
                                "Canada",
                                null,
                                "work",
                                false)))
                        .urls(List.of(new Url("https://example.com", "homepage")))
                        .usernames(List.of(new Username("ann", "twitter"), new Username("ann@jabber", "jabber")))
                        .relations(List.of(new Relation("Bob", "spouse")))
                        .anniversaries(List.of(new DateEvent("anniversary", 2010, 6, 5)))
                        .events(List.of(new DateEvent("other", 2012, 1, 1)))
                        .customFields(List.of(
                                new CustomField("maiden name", "Omega"), new CustomField("phonetic first name", "Än")))
                        .notes("Likes tea")
                        .groupMemberships(List.of("G-1:ABGroup"))
                        .build());
    }

    @Test
    void takesEverybodyWhateverTheirCardLacks() {
        ContactsDatabase written = create();
        written.person("1:ABPerson", Row.of("ZFIRSTNAME", "Cher"));
        written.person("2:ABPerson", Row.of("ZORGANIZATION", "Only a Company").and("ZDISPLAYFLAGS", 1));
        written.person("3:ABPerson", Row.of("ZNICKNAME", "Nick"));
        written.email(written.person("4:ABPerson", Row.of("ZFIRSTNAME", "")), null, "only@example.com");
        written.record("ABCDSubscribedContact", "5:ABPerson", Row.of("ZLASTNAME", "Sub"));

        assertThat(read(written))
                .extracting(CanonicalContact::externalId)
                .containsExactly("1:ABPerson", "2:ABPerson", "3:ABPerson", "4:ABPerson", "5:ABPerson");
    }

    @Test
    void takesNeitherGroupsNorOrphansForPeople() {
        ContactsDatabase written = create();
        written.record("ABCDSmartGroup", "S:ABSmartGroup", Row.of("ZNAME", "Smart"));
        written.record("ABCDRecord", "R:ABRecord", Row.of("ZFIRSTNAME", "Nobody"));
        long ann = written.person("1:ABPerson", Row.of("ZFIRSTNAME", "Ann"));
        written.child("ZABCDPHONENUMBER", null, Row.of("ZFULLNUMBER", "+14165550100"));
        written.phone(ann - 1, null, "+14165550101");
        written.phone(ann + 7, null, "+14165550102");
        written.phone(ann, null, "");

        assertThat(read(written)).singleElement().satisfies(contact -> {
            assertThat(contact.firstName()).isEqualTo("Ann");
            assertThat(contact.phones()).isEmpty();
        });
    }

    @Test
    void countsWhoHasNoIdInsteadOfInventingOne() {
        ContactsDatabase written = create();
        written.person(null, Row.of("ZFIRSTNAME", "Lost"));
        written.person("1:ABPerson", Row.of("ZFIRSTNAME", "Ann"));
        written.leave(Leave.WAL_AND_SHM);

        try (OpenStore store = open()) {
            ContactReader reader = new ContactReader(store, "US");
            List<CanonicalContact> contacts = new ArrayList<>();
            reader.forEach(contacts::add);
            assertThat(reader.count()).isEqualTo(2);
            assertThat(contacts).hasSize(1);
            assertThat(reader.unreadable()).isEqualTo(1);
        }
    }

    @Test
    void readsDaysInUtcWhateverTheZoneOfTheMac() {
        TimeZone zone = TimeZone.getDefault();
        ContactsDatabase written = create();
        written.person("1:ABPerson", Row.of("ZBIRTHDAY", AppleDates.noon(LocalDate.of(1980, 3, 1))));
        written.leave(Leave.AT_REST);
        try {
            for (String id : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago")) {
                TimeZone.setDefault(TimeZone.getTimeZone(id));
                assertThat(read().get(0).birthdays()).containsExactly(new DateEvent("birthday", 1980, 3, 1));
            }
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void takesAPersonWithoutADayThatNoCalendarKnows() {
        ContactsDatabase written = create();
        written.person("1:ABPerson", Row.of("ZFIRSTNAME", "Ann").and("ZBIRTHDAY", -63_145_396_800.0));
        written.person("2:ABPerson", Row.of("ZFIRSTNAME", "Bob").and("ZBIRTHDAY", 252_455_616_000.0));
        written.leave(Leave.AT_REST);

        assertThat(read())
                .hasSize(2)
                .allSatisfy(contact -> assertThat(contact.birthdays()).isEmpty());
    }

    @Test
    void asksEachStoreForItsOwnNumbers() {
        Map<String, Integer> older = new TreeMap<>(Map.of("ABCDContact", 19, "ABCDGroup", 15, "ABCDInfo", 22));
        ContactsDatabase written = ContactsDatabase.create(folder.resolve("x.abcddb"), older);
        written.database().execute("DROP TABLE Z_22PARENTGROUPS");
        written.database().execute("DROP TABLE Z_18PARENTGROUPS");
        written.database().execute("CREATE TABLE Z_19PARENTGROUPS (Z_19CONTACTS INTEGER, Z_15PARENTGROUPS1 INTEGER)");
        written.database().execute("ALTER TABLE ZABCDRECORD DROP COLUMN ZMAIDENNAME");
        written.database().execute("DROP TABLE ZABCDSOCIALPROFILE");
        long ann = written.person("1:ABPerson", Row.of("ZFIRSTNAME", "Ann"));
        written.record("ABCDInfo", "2:ABInfo", Row.of("ZFIRSTNAME", "Info"));
        long group = written.group("G:ABGroup", "Friends");
        written.database()
                .insert("Z_19PARENTGROUPS", Row.of("Z_19CONTACTS", ann).and("Z_15PARENTGROUPS1", group));

        assertThat(read(written)).singleElement().satisfies(contact -> {
            assertThat(contact.externalId()).isEqualTo("1:ABPerson");
            assertThat(contact.groupMemberships()).containsExactly("G:ABGroup");
        });
        try (OpenStore store = open()) {
            assertThat(new ContactReader(store, "US").groups())
                    .containsExactly(new CanonicalGroup("G:ABGroup", null, "Friends", CanonicalGroup.Kind.USER, false));
        }
    }

    @Test
    void refusesAStoreItDoesNotUnderstandInsteadOfFindingItEmpty() {
        ContactsDatabase written = create();
        written.person("1:ABPerson", Row.of("ZFIRSTNAME", "Ann"));
        written.database().execute("UPDATE Z_PRIMARYKEY SET Z_NAME = 'ABCDPerson' WHERE Z_NAME = 'ABCDContact'");
        written.leave(Leave.AT_REST);

        try (OpenStore store = open()) {
            assertThatThrownBy(() -> new ContactReader(store, "US"))
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNKNOWN_SCHEMA));
        }
    }

    private ContactsDatabase create() {
        return ContactsDatabase.create(folder.resolve("x.abcddb"), ContactsDatabase.MACOS_26_ENTITIES);
    }

    private List<CanonicalContact> read(ContactsDatabase written) {
        written.leave(Leave.WAL_AND_SHM);
        return read();
    }

    private List<CanonicalContact> read() {
        try (OpenStore store = open()) {
            List<CanonicalContact> contacts = new ArrayList<>();
            new ContactReader(store, "US").forEach(contacts::add);
            return contacts;
        }
    }

    private OpenStore open() {
        return new StoreOpener(FileAccess.REAL, folder, Clock.systemUTC()).open(folder.resolve("x.abcddb"));
    }
}
