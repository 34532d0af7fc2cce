package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Phone;
import dev.kith.model.PostalAddress;
import dev.kith.model.SyncMode;
import dev.kith.model.Url;
import dev.kith.model.Username;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** One rule for every kind of value of which a contact may hold many. */
@Concurrent
class ValueKindsTest {

    private static final Email KEY = new Email("ann@example.com", "home", true, "ann@example.com");

    /** A kind of value, and how a person adds, edits and removes one in the tables. */
    enum Kind {
        EMAIL(
                person -> person.emails(List.of(KEY, new Email("more@example.com", "work", false, "more@example.com"))),
                "contact_info WHERE value = 'more@example.com'",
                "INSERT INTO contact_info (contact_id, type, value) SELECT id, 'email', 'more@example.com' FROM contacts",
                "UPDATE contact_info SET label = 'by hand' WHERE value = 'more@example.com'"),
        PHONE(
                person -> person.phones(List.of(new Phone("+14155550100", "mobile", true, "+14155550100"))),
                "contact_info WHERE type = 'phone'",
                "INSERT INTO contact_info (contact_id, type, value) SELECT id, 'phone', '+14155550100' FROM contacts",
                "UPDATE contact_info SET label = 'by hand' WHERE type = 'phone'"),
        ADDRESS(
                person -> person.addresses(List.of(new PostalAddress(
                        "1 Main St", null, null, "Springfield", null, null, "US", null, null, "home", true))),
                "addresses",
                """
                INSERT INTO addresses (contact_id, label, line_1, city, country)
                SELECT id, 'home', '1 Main St', 'Springfield', 'US' FROM contacts
                """,
                "UPDATE addresses SET city = 'Oslo'"),
        DATE(
                person -> person.events(List.of(new DateEvent("Graduation", 2001, 7, 4))),
                "important_dates",
                "INSERT INTO important_dates (contact_id, label, month, day) SELECT id, 'Graduation', 7, 4 FROM contacts",
                "UPDATE important_dates SET year = 1999"),
        URL(
                person -> person.urls(List.of(new Url("https://ann.example", "blog"))),
                "contact_info WHERE type = 'website'",
                "INSERT INTO contact_info (contact_id, type, value) SELECT id, 'website', 'https://ann.example' FROM contacts",
                "UPDATE contact_info SET label = 'by hand' WHERE type = 'website'"),
        USERNAME(
                person -> person.usernames(List.of(new Username("ann42", "jabber"))),
                "contact_info WHERE type = 'other'",
                "INSERT INTO contact_info (contact_id, type, value, label) SELECT id, 'other', 'ann42', 'jabber' FROM contacts",
                "UPDATE contact_info SET is_primary = true WHERE type = 'other'"),
        LABEL(person -> person.groupMemberships(List.of("g1")), "contact_labels", """
                WITH made AS (INSERT INTO labels (name) VALUES ('Friends')
                              ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id)
                INSERT INTO contact_labels (label_id, contact_id) SELECT made.id, c.id FROM made, contacts c
                """, null);

        private final UnaryOperator<CanonicalContactBuilder> valued;
        private final String rows;
        private final String add;
        private final String edit;

        Kind(UnaryOperator<CanonicalContactBuilder> valued, String rows, String add, String edit) {
            this.valued = valued;
            this.rows = rows;
            this.add = add;
            this.edit = edit;
        }
    }

    private static CrmFixture crm;

    @BeforeAll
    static void open() {
        crm = new CrmFixture();
    }

    @AfterAll
    static void close() {
        crm.close();
    }

    @BeforeEach
    void begin() {
        crm.clear();
    }

    @ParameterizedTest
    @EnumSource
    void disappearsWhenTheOnlySourceThatPutItThereDropsIt(Kind kind) {
        says(HOME, with(kind));
        assertThat(count(kind)).isEqualTo(1);

        says(HOME, without());

        assertThat(count(kind)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void staysWhileAnotherSourceHoldsIt(Kind kind) {
        says(HOME, with(kind));
        says(WORK, with(kind));
        assertThat(crm.texts("SELECT id FROM contacts")).hasSize(1);

        says(HOME, without());
        assertThat(count(kind)).isEqualTo(1);

        says(WORK, without());
        assertThat(count(kind)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void staysWhenAPersonHadWrittenIt(Kind kind) {
        says(HOME, without());
        crm.sql(kind.add);

        says(HOME, with(kind));
        says(HOME, without());

        assertThat(count(kind)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "LABEL")
    void staysWhenAPersonTouchedIt(Kind kind) {
        says(HOME, with(kind));
        crm.sql(kind.edit);

        says(HOME, without());

        assertThat(count(kind)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void staysAwayOnceAPersonRemovedItUntilTheSourceChangesIt(Kind kind) {
        says(HOME, with(kind));
        crm.sql("DELETE FROM " + kind.rows);

        says(HOME, with(kind));
        says(HOME, kind.valued.apply(person()).nickname("Annie").build());
        assertThat(count(kind)).isZero();

        says(HOME, without());
        says(HOME, with(kind));
        assertThat(count(kind)).isEqualTo(1);
    }

    @Test
    void aUsernameOfSeveralServicesNamesThemAll() {
        says(
                HOME,
                person().usernames(List.of(new Username("ann42", "jabber"), new Username("ann42", "github")))
                        .build());

        assertThat(crm.texts("SELECT label FROM contact_info WHERE type = 'other'"))
                .containsExactly("jabber, github");
    }

    private static void says(AccountKey account, CanonicalContact person) {
        crm.run(account, SyncMode.FULL)
                .groups(new CanonicalGroup("g1", null, "Friends", CanonicalGroup.Kind.USER, false))
                .last(person);
    }

    private static long count(Kind kind) {
        return crm.one("SELECT count(*) FROM " + kind.rows).getLong(0);
    }

    private static CanonicalContact with(Kind kind) {
        return kind.valued.apply(person()).build();
    }

    private static CanonicalContact without() {
        return person().build();
    }

    private static CanonicalContactBuilder person() {
        return CanonicalContact.builder("ann")
                .displayName("Ann Alpha")
                .firstName("Ann")
                .lastName("Alpha")
                .emails(List.of(KEY));
    }
}
