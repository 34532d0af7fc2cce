package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.person;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.PostalAddress;
import dev.kith.model.Relation;
import dev.kith.model.SyncMode;
import dev.kith.model.Url;
import dev.kith.model.Username;
import dev.kith.sync.backfill.write.OffsetMovedException;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Concurrent
class BackfillTest {

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void writesEveryFieldWhereTheCrmKeepsIt() {
        CanonicalContact ann = person("people/c1", "Ann", "Alpha")
                .middleName("Q.")
                .nickname("Annie")
                .emails(List.of(email("ann@example.com", true), email("second@example.com", false)))
                .phones(List.of(new Phone("(415) 555-0100", "mobile", true, "+14155550100")))
                .addresses(List.of(new PostalAddress(
                        "1 Main St", "Apt 2", null, "Springfield", "IL", "62701", "US", null, null, "home", true)))
                .organizations(List.of(new Organization("Acme", "Research", "Engineer", true)))
                .birthdays(List.of(new DateEvent("birthday", null, 2, 29)))
                .anniversaries(List.of(new DateEvent("anniversary", 2010, 6, 1)))
                .events(List.of(new DateEvent("Graduation", 2001, 7, 4)))
                .urls(List.of(new Url("https://ann.example", "blog")))
                .usernames(List.of(new Username("ann42", "jabber")))
                .notes("met in Oslo")
                .relations(List.of(new Relation("Bob", "spouse")))
                .groupMemberships(List.of("contactGroups/1", "contactGroups/myContacts"))
                .build();

        crm.run(HOME, SyncMode.FULL)
                .groups(
                        new CanonicalGroup("contactGroups/1", null, "Friends of Bob", CanonicalGroup.Kind.USER, false),
                        new CanonicalGroup(
                                "contactGroups/myContacts", null, "myContacts", CanonicalGroup.Kind.SYSTEM, false))
                .last(ann);

        var row = crm.one("SELECT * FROM contacts");
        assertThat(row.getString("name")).isEqualTo("Ann Alpha");
        assertThat(row.getString("middle_name")).isEqualTo("Q.");
        assertThat(row.getString("nickname")).isEqualTo("Annie");
        assertThat(row.getString("company")).isEqualTo("Acme");
        assertThat(row.getString("department")).isEqualTo("Research");
        assertThat(row.getString("job_title")).isEqualTo("Engineer");
        assertThat(row.getString("notes")).isEqualTo("met in Oslo");
        assertThat(crm.texts("SELECT details -> 'relations' -> 0 ->> 'person' FROM contacts"))
                .containsExactly("Bob");
        assertThat(crm.texts("SELECT type || ' ' || value || ' ' || is_primary FROM contact_info"))
                .containsExactlyInAnyOrder(
                        "email ann@example.com true",
                        "email second@example.com false",
                        "phone +14155550100 true",
                        "website https://ann.example false",
                        "other ann42 false");
        assertThat(crm.texts("SELECT line_1 || ', ' || line_2 || ', ' || city || ' ' || country FROM addresses"))
                .containsExactly("1 Main St, Apt 2, Springfield US");
        assertThat(crm.texts(
                        "SELECT label || coalesce(' ' || year, '') || ' ' || month || '-' || day FROM important_dates"))
                .containsExactlyInAnyOrder("birthday 2-29", "anniversary 2010 6-1", "Graduation 2001 7-4");
        assertThat(crm.texts("SELECT l.name FROM labels l JOIN contact_labels c ON c.label_id = l.id"))
                .containsExactly("Friends of Bob");
        assertThat(crm.texts("SELECT metadata #>> '{sources,contacts,google,home,company}' FROM contacts"))
                .containsExactly("Acme");
        assertThat(crm.texts("SELECT type FROM activity_feed")).containsExactly("contact_synced");
        assertThat(crm.one("SELECT sync_cursor FROM contacts_sync_state WHERE account_id = 'home'")
                        .getString(0))
                .startsWith("cursor-");
    }

    @Test
    void writesNothingIntoTheCrmWhenNothingChanged() {
        crm.sync(HOME, SyncMode.FULL, person("people/c1", "Ann", "Alpha").build());
        String before = crmVersions();

        var again = crm.run(HOME, SyncMode.FULL)
                .last(person("people/c1", "Ann", "Alpha").etag("moved").build());

        assertThat(crmVersions()).isEqualTo(before);
        assertThat(again.row().getInteger("unchanged")).isEqualTo(1);
        assertThat(again.state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void keepsALocalEditThroughManySyncs() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");

        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Core"));

        assertThat(company()).isEqualTo("Mine");
        assertThat(crm.texts("SELECT type FROM activity_feed ORDER BY created_at"))
                .containsExactly("contact_synced", "contact_sync_conflict", "contact_sync_conflict");
        assertThat(crm.one("SELECT evidence ->> 'source' FROM contacts_review_items WHERE kind = 'field_conflict'")
                        .getString(0))
                .isEqualTo("Core");
    }

    @Test
    void appliesOtherFieldsBesideALocalEditWithoutAConflict() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                at("Acme").toBuilder().nickname("Annie").build());

        assertThat(company()).isEqualTo("Mine");
        assertThat(crm.texts("SELECT nickname FROM contacts")).containsExactly("Annie");
        assertThat(crm.texts("SELECT type FROM activity_feed WHERE type LIKE '%conflict'"))
                .isEmpty();
    }

    @Test
    void keepsAValueThatStoodThereBeforeTheFirstSync() {
        UUID local = UUID.randomUUID();
        crm.sql(
                "INSERT INTO contacts (id, name, first_name, last_name, company) VALUES ($1, 'Ann Alpha', 'Ann', 'Alpha', 'Local')",
                local);
        crm.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'email', 'Ann@Example.com')", local);

        for (int i = 0; i < 3; i++) {
            crm.sync(
                    HOME,
                    SyncMode.FULL,
                    at("Source").toBuilder()
                            .etag("" + i)
                            .emails(List.of(email("ann@example.com", true)))
                            .build());
        }

        assertThat(company()).isEqualTo("Local");
        assertThat(crm.texts("SELECT value FROM contact_info")).containsExactly("Ann@Example.com");
        assertThat(crm.texts("SELECT rung FROM contacts_source_links")).containsExactly("email");
    }

    @Test
    void followsTheSourceAgainOnceTheHumanSetsItsValueBack() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));
        crm.sql("UPDATE contacts SET company = 'Bolt'");

        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Core"));

        assertThat(company()).isEqualTo("Core");
    }

    @Test
    void removesWhatTheSourceDropsAndKeepsWhatAHumanAdded() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann", "Alpha")
                        .emails(List.of(email("old@example.com", true)))
                        .build());
        crm.sql(
                "INSERT INTO contact_info (contact_id, type, value) SELECT id, 'email', 'mine@example.com' FROM contacts");

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                person("people/c1", "Ann", "Alpha")
                        .emails(List.of(email("new@example.com", true)))
                        .build());

        assertThat(crm.texts("SELECT value FROM contact_info"))
                .containsExactlyInAnyOrder("mine@example.com", "new@example.com");
    }

    @Test
    void linksTheSamePersonOfTwoAccountsAndLetsOnlyTheOwnerWrite() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                at("Acme").toBuilder()
                        .emails(List.of(email("ann@example.com", true)))
                        .build());
        crm.sync(
                WORK,
                SyncMode.FULL,
                at("Bolt").toBuilder()
                        .emails(List.of(email("ann@example.com", true)))
                        .build());

        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("1");
        assertThat(company()).isEqualTo("Acme");
        assertThat(crm.texts("SELECT type FROM activity_feed WHERE type LIKE '%conflict'"))
                .isEmpty();

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                at(null).toBuilder()
                        .emails(List.of(email("ann@example.com", true)))
                        .build());

        assertThat(company()).as("inherited from the other account").isEqualTo("Bolt");
    }

    @Test
    void findsANumberHoweverAHumanWroteIt() {
        UUID local = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name, first_name) VALUES ($1, 'Ann', 'Ann')", local);
        crm.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'phone', '(415) 555-0100')", local);

        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann", "Alpha")
                        .phones(List.of(new Phone("+1 415 555 0100", null, true, "+14155550100")))
                        .build());

        assertThat(crm.texts("SELECT rung FROM contacts_source_links")).containsExactly("phone");
    }

    @Test
    void keepsPeopleApartWhoShareAnAddressAndAsks() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann", "Alpha")
                        .emails(List.of(email("family@example.com", true)))
                        .build(),
                person("people/c2", "Ben", "Alpha")
                        .emails(List.of(email("family@example.com", true)))
                        .build());

        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("2");
        assertThat(crm.texts("SELECT kind FROM contacts_review_items")).containsExactly("ambiguous_match");
    }

    @Test
    void movesTheCursorOnlyWhenEveryPageIsIn() {
        var run = crm.run(HOME, SyncMode.FULL)
                .page(person("people/c1", "Ann", "Alpha").build())
                .skipPage()
                .last(person("people/c3", "Cid", "Gamma").build());

        assertThat(run.state()).isEqualTo("FAILED");
        assertThat(crm.texts("SELECT 1 FROM contacts_sync_state WHERE account_id = 'home' AND full_requested"))
                .as("everything is still to be listed")
                .hasSize(1);
        assertThat(crm.texts("SELECT sync_cursor FROM contacts_sync_state WHERE account_id = 'home'"))
                .containsExactly("null");
    }

    @Test
    void dropsBatchesOfAnEarlierFence() {
        var run = crm.run(HOME, SyncMode.FULL);
        run.fence(2).page(person("people/c1", "Ann", "Alpha").build());
        run.fence(1).page(person("people/c2", "Ben", "Beta").build());

        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links"))
                .containsExactly("people/c1");
    }

    @Test
    void refusesToApplyAnOffsetTwice() {
        var run = crm.run(HOME, SyncMode.FULL);
        Slice slice = run.slice(1, true, person("people/c1", "Ann", "Alpha").build());
        crm.apply(slice);

        assertThatThrownBy(() -> crm.apply(slice)).isInstanceOf(OffsetMovedException.class);
        assertThat(crm.texts("SELECT count(*) FROM activity_feed")).containsExactly("1");
    }

    @Test
    void keepsTheCheckpointOfTheLastWholePage() {
        var run = crm.run(HOME, SyncMode.FULL)
                .page(person("people/c1", "Ann", "Alpha").build())
                .page(person("people/c2", "Ben", "Beta").build());

        assertThat(run.row().getInteger("checkpoint_page")).isEqualTo(2);
        assertThat(run.row().getString("checkpoint")).isEqualTo("page-3");
    }

    @Test
    void doesNotMakeAContactAgainThatSomebodyDeleted() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("DELETE FROM contacts");

        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));

        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("0");
    }

    @Test
    void movesTheMembersOfARenamedGroupAndLeavesHumansLabelsAlone() {
        CanonicalContact member = person("people/c1", "Ann", "Alpha")
                .groupMemberships(List.of("g1"))
                .build();
        crm.run(HOME, SyncMode.FULL).groups(group("Friends")).last(member);
        crm.sql("INSERT INTO labels (name) VALUES ('VIP')");
        crm.sql("INSERT INTO contact_labels SELECT l.id, c.id FROM labels l, contacts c WHERE l.name = 'VIP'");

        crm.run(HOME, SyncMode.INCREMENTAL).groups(group("Best friends")).last();

        assertThat(labels()).containsExactly("Best friends", "VIP");
        assertThat(crm.texts("SELECT name FROM labels ORDER BY name")).contains("Friends");
    }

    @Test
    void keepsALabelOffThatAHumanTookOff() {
        CanonicalContact member = person("people/c1", "Ann", "Alpha")
                .groupMemberships(List.of("g1"))
                .build();
        crm.run(HOME, SyncMode.FULL).groups(group("Friends")).last(member);
        crm.sql("DELETE FROM contact_labels");

        crm.run(HOME, SyncMode.FULL)
                .groups(group("Friends"))
                .last(member.toBuilder().nickname("Annie").build());

        assertThat(labels()).isEmpty();
    }

    private List<String> labels() {
        return crm.texts("SELECT l.name FROM labels l JOIN contact_labels c ON c.label_id = l.id ORDER BY l.name");
    }

    private static CanonicalGroup group(String name) {
        return new CanonicalGroup("g1", null, name, CanonicalGroup.Kind.USER, false);
    }

    private String company() {
        return crm.one("SELECT company FROM contacts").getString(0);
    }

    private static CanonicalContact at(String company) {
        return person("people/c1", "Ann", "Alpha")
                .organizations(company == null ? List.of() : List.of(new Organization(company, null, null, true)))
                .build();
    }

    private static Email email(String address, boolean primary) {
        return new Email(address, "home", primary, address);
    }

    /** Changes whenever a row of a CRM table is written. */
    private String crmVersions() {
        return String.join(";", crm.texts("""
                        SELECT string_agg(v, ',' ORDER BY v) FROM (
                            SELECT 'c' || id || xmin FROM contacts
                            UNION ALL SELECT 'i' || id || xmin FROM contact_info
                            UNION ALL SELECT 'a' || id || xmin FROM addresses
                            UNION ALL SELECT 'd' || id || xmin FROM important_dates
                            UNION ALL SELECT 'f' || id || xmin FROM activity_feed
                            UNION ALL SELECT 'l' || label_id || contact_id || xmin FROM contact_labels) versions (v)
                        """));
    }
}
