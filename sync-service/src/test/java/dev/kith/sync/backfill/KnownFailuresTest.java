package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.ann;
import static dev.kith.sync.backfill.CanonicalPeople.onlyEmail;
import static dev.kith.sync.backfill.CanonicalPeople.person;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.DateEvent;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What other programs are known to have done to people's contacts. */
@Concurrent
class KnownFailuresTest {

    private static final String LANDLINE = "+14155550100";
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

    @Test
    void aConflictShowsAllThreeValues() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");

        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));

        assertThat(crm.texts("""
                        SELECT concat_ws(' ', evidence ->> 'base', evidence ->> 'local', evidence ->> 'source')
                        FROM contacts_review_items WHERE kind = 'field_conflict'
                        """)).containsExactly("Acme Mine Bolt");
        assertThat(activity("contact_sync_conflict")).hasSize(1);
    }

    @Test
    void anUpdateNamesExactlyWhatChanged() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                at("Acme").toBuilder().nickname("Annie").build());

        assertThat(crm.texts("SELECT details ->> 'fields' FROM activity_feed WHERE type = 'contact_sync_updated'"))
                .containsExactly("[\"nickname\"]");
    }

    @Test
    void theSamePageAgainLeavesEveryRowAsItWas() {
        var run = crm.run(HOME, SyncMode.FULL)
                .page(at("Acme"), person("c2", "Bo", "Beta").build());
        List<String> before = everything();

        run.pageAgain(at("Acme"), person("c2", "Bo", "Beta").build());

        assertThat(everything()).isEqualTo(before);
        assertThat(activity("contact_synced")).hasSize(2);
    }

    @Test
    void whatTheSourceWroteFollowsTheSourceAndWhatAPersonWroteStays() {
        crm.run(HOME, SyncMode.FULL)
                .groups(group())
                .last(at("Acme").toBuilder()
                        .emails(List.of(onlyEmail("old@example.com")))
                        .birthdays(List.of(new DateEvent("birthday", 1980, 5, 1)))
                        .groupMemberships(List.of("g1"))
                        .build());
        crm.sql(
                "INSERT INTO contact_info (contact_id, type, value) SELECT id, 'email', 'mine@example.com' FROM contacts");
        crm.sql("""
                INSERT INTO important_dates (contact_id, label, month, day) SELECT id, 'First met', 6, 1 FROM contacts
                """);
        crm.sql("INSERT INTO labels (name) VALUES ('VIP')");
        crm.sql("INSERT INTO contact_labels SELECT l.id, c.id FROM labels l, contacts c WHERE l.name = 'VIP'");

        crm.run(HOME, SyncMode.INCREMENTAL)
                .groups(group())
                .last(at(null).toBuilder()
                        .emails(List.of(onlyEmail("new@example.com")))
                        .birthdays(List.of(new DateEvent("birthday", 1980, 5, 2)))
                        .build());

        assertThat(crm.texts("SELECT company FROM contacts")).containsExactly("null");
        assertThat(crm.texts("SELECT value FROM contact_info"))
                .containsExactlyInAnyOrder("new@example.com", "mine@example.com");
        assertThat(crm.texts("SELECT label || ' ' || month || '-' || day FROM important_dates"))
                .containsExactlyInAnyOrder("birthday 5-2", "First met 6-1");
        assertThat(crm.texts("SELECT l.name FROM labels l JOIN contact_labels c ON c.label_id = l.id"))
                .containsExactly("VIP");
    }

    @Test
    void twoHomonymsAreAQuestionAndNobodyIsLost() {
        crm.sql("INSERT INTO contacts (name) VALUES ('Ann Alpha'), ('Ann Alpha')");

        crm.sync(HOME, SyncMode.FULL, person("c1", "Ann", "Alpha").build());
        crm.sync(HOME, SyncMode.FULL, person("c1", "Ann", "Alpha").build());

        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("3");
        assertThat(crm.texts("""
                        SELECT jsonb_array_length(evidence -> 'candidates') FROM contacts_review_items
                        WHERE kind = 'ambiguous_match' AND status = 'open'
                        """)).containsExactly("2");
        assertThat(activity("contact_sync_conflict")).hasSize(1);
    }

    @Test
    void fatherAndSonOfOneNameStayTwo() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("father", "John", "Alpha")
                        .emails(List.of(onlyEmail("family@example.com")))
                        .build(),
                person("son", "John", "Alpha")
                        .emails(List.of(onlyEmail("family@example.com")))
                        .build());

        crm.sync(
                WORK,
                SyncMode.FULL,
                person("w1", "John", "Alpha")
                        .emails(List.of(onlyEmail("family@example.com")))
                        .build());

        assertThat(crm.texts("SELECT count(DISTINCT local_contact_id) FROM contacts_source_links"))
                .containsExactly("3");
        assertThat(crm.texts("SELECT kind FROM contacts_review_items ORDER BY kind"))
                .containsExactly("ambiguous_match", "possible_duplicate");
    }

    @Test
    void twoPeopleKeepTheLandlineTheyShare() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("c1", "Ann", "Alpha").phones(List.of(landline())).build(),
                person("c2", "Bo", "Alpha").phones(List.of(landline())).build());
        crm.sync(
                WORK,
                SyncMode.FULL,
                person("w1", "Cid", "Alpha").phones(List.of(landline())).build());

        assertThat(crm.texts("""
                        SELECT c.name || ' ' || i.value FROM contacts c JOIN contact_info i ON i.contact_id = c.id
                        """))
                .containsExactlyInAnyOrder("Ann Alpha " + LANDLINE, "Bo Alpha " + LANDLINE, "Cid Alpha " + LANDLINE);
        assertThat(crm.texts("SELECT kind FROM contacts_review_items")).contains("ambiguous_match");
    }

    @Test
    void oneBadContactAmongAThousandHurtsOnlyItself() {
        CanonicalContact[] thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> person("c" + i, "Ann", i == 500 ? "Al\0pha" : "Alpha" + i)
                        .build())
                .toArray(CanonicalContact[]::new);

        var run = crm.run(HOME, SyncMode.FULL).last(thousand);

        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("999");
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_quarantine WHERE message IS NOT NULL"))
                .containsExactly("c500");
        assertThat(run.state()).isEqualTo("PARTIAL");
        assertThat(crm.texts("SELECT sync_cursor IS NOT NULL FROM contacts_sync_state WHERE account_id = 'home'"))
                .containsExactly("true");
    }

    @Test
    void whoeverFailsBetweenAContactAndItsLinkLeavesNeither() {
        Slice slice = crm.run(HOME, SyncMode.FULL)
                .slice(1, true, person("c1", "Ann", "Alpha").build());
        crm.sql("""
                CREATE FUNCTION fail_here() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    RAISE EXCEPTION 'out of space' USING ERRCODE = '53100';
                END $$
                """);
        crm.sql(
                "CREATE TRIGGER fail_here BEFORE INSERT ON contacts_source_links FOR EACH ROW EXECUTE FUNCTION fail_here()");
        try {
            assertThatThrownBy(() -> crm.apply(slice)).hasMessageContaining("out of space");
        } finally {
            crm.sql("DROP FUNCTION fail_here CASCADE");
        }
        assertThat(crm.texts("SELECT name FROM contacts")).isEmpty();

        crm.apply(slice);

        assertThat(crm.texts("SELECT name FROM contacts")).containsExactly("Ann Alpha");
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links"))
                .containsExactly("c1");
    }

    @Test
    void aUniqueViolationOfOneContactStopsNobodyElse() {
        crm.sql("CREATE UNIQUE INDEX nicknames_once ON contacts (nickname)");
        try {
            crm.sync(
                    HOME,
                    SyncMode.FULL,
                    person("c1", "Ann", "Alpha").nickname("Ace").build(),
                    person("c2", "Bo", "Beta").nickname("Ace").build(),
                    person("c3", "Cy", "Gamma").build());
        } finally {
            crm.sql("DROP INDEX nicknames_once");
        }

        assertThat(crm.texts("SELECT name FROM contacts")).hasSize(2).contains("Cy Gamma");
        assertThat(crm.texts("SELECT count(*) FROM contacts_quarantine WHERE status = 'open'"))
                .containsExactly("1");
    }

    @Test
    void whoIsUndeletedUnderAnotherNameIsTheSameContact() {
        crm.sync(HOME, SyncMode.FULL, person("c1", "Ann", "Alpha").build(), at("Acme"));
        crm.delete(HOME, "c1");
        assertThat(crm.texts("SELECT kind FROM contacts_review_items WHERE status = 'open'"))
                .containsExactly("archival_candidate");
        assertThat(crm.texts("SELECT count(*) FROM contacts WHERE listed")).containsExactly("2");

        crm.sync(HOME, SyncMode.INCREMENTAL, person("c1", "Anna", "Gamma").build());

        assertThat(crm.texts("SELECT name FROM contacts"))
                .contains("Anna Gamma")
                .hasSize(2);
        assertThat(crm.texts("SELECT deleted_at IS NULL FROM contacts_source_links WHERE external_contact_id = 'c1'"))
                .containsExactly("true");
        assertThat(crm.texts("SELECT 1 FROM contacts_review_items WHERE status = 'open'"))
                .isEmpty();
    }

    @Test
    void oddContactsArriveAsTheyAre() {
        String note = "n".repeat(5_000);
        crm.sync(
                HOME,
                SyncMode.FULL,
                CanonicalContact.builder("empty").build(),
                CanonicalContact.builder("name").displayName("Cher").build(),
                person("odd", "\uD83C\uDF38 Ada", "\u05E9\u05DC\u05D5\u05DD")
                        .notes(note)
                        .birthdays(List.of(new DateEvent("birthday", null, 2, 29)))
                        .phones(List.of(new Phone("555 0100", null, true, null)))
                        .build());

        assertThat(crm.texts("SELECT count(*) FROM contacts_quarantine")).containsExactly("0");
        assertThat(crm.texts("SELECT name FROM contacts"))
                .contains("Cher", "\uD83C\uDF38 Ada \u05E9\u05DC\u05D5\u05DD")
                .hasSize(3);
        assertThat(crm.texts("SELECT notes FROM contacts WHERE notes IS NOT NULL"))
                .containsExactly(note);
        assertThat(crm.texts("SELECT coalesce(year, 0) || '-' || month || '-' || day FROM important_dates"))
                .containsExactly("0-2-29");
        assertThat(crm.texts("SELECT value FROM contact_info")).containsExactly("555 0100");
    }

    @Test
    void anArchivedContactStaysLinkedStillMatchesAndStaysArchived() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sql("UPDATE contacts SET listed = false, archived_at = now()");

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Bolt"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Core"));

        assertThat(crm.texts("SELECT company || ' ' || listed || ' ' || (archived_at IS NOT NULL) FROM contacts"))
                .containsExactly("Bolt false true");
        assertThat(crm.texts("SELECT DISTINCT local_contact_id FROM contacts_source_links"))
                .hasSize(1);
    }

    @Test
    void theCopyForReadersIsNeverReadBack() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sql(
                "UPDATE contacts SET metadata = jsonb_set(metadata, '{sources,contacts,google,home,company}', '\"Lie\"')");

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Bolt"));

        assertThat(crm.texts("SELECT company FROM contacts")).containsExactly("Bolt");
        assertThat(crm.texts("SELECT metadata #>> '{sources,contacts,google,home,company}' FROM contacts"))
                .containsExactly("Bolt");
    }

    @Test
    void everyJsonColumnHoldsJsonAndNoTextOfIt() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"), person("c2", "Ann", "Alpha").build());
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));

        List<String> columns = crm.texts("""
                SELECT format('%I.%I', table_name, column_name) FROM information_schema.columns
                WHERE table_schema = 'public' AND data_type = 'jsonb' AND table_name <> 'contacts_field_history'
                """);

        assertThat(columns).contains("contacts.metadata", "contacts_provenance.document", "activity_feed.details");
        for (String column : columns) {
            String table = column.substring(0, column.indexOf('.'));
            assertThat(crm.texts("SELECT DISTINCT jsonb_typeof(" + column + ") FROM " + table + " WHERE " + column
                            + " IS NOT NULL"))
                    .as(column)
                    .isSubsetOf("object", "array");
        }
    }

    private static List<String> activity(String type) {
        return crm.texts("SELECT id FROM activity_feed WHERE type = $1", type);
    }

    /** Every row of what people see, with the transaction that wrote it. */
    private static List<String> everything() {
        return crm.texts("""
                SELECT 'c' || xmin || c::text FROM contacts c UNION ALL SELECT 'i' || xmin || i::text FROM contact_info i
                UNION ALL SELECT 'f' || xmin || f::text FROM activity_feed f
                UNION ALL SELECT 'r' || xmin || r::text FROM contacts_review_items r
                UNION ALL SELECT 'p' || xmin || p::text FROM contacts_provenance p ORDER BY 1
                """);
    }

    private static CanonicalContact at(String company) {
        return person("c9", "Zoe", "Omega")
                .organizations(company == null ? List.of() : List.of(new Organization(company, null, null, true)))
                .build();
    }

    private static CanonicalGroup group() {
        return new CanonicalGroup("g1", null, "Friends", CanonicalGroup.Kind.USER, false);
    }

    private static Phone landline() {
        return new Phone(LANDLINE, "home", true, LANDLINE);
    }
}
