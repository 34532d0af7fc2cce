package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.SyncMode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may write a value, and to whom it passes, over the life of a contact that several sources describe. */
class OwnershipTest {

    private static final String ANN = "ann@example.com";

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void anOwnerThatHoldsNothingLeavesTheFieldToASourceThatDoes() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", null));

        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));

        assertThat(company()).isEqualTo("Bolt");
        assertThat(owner("company")).isEqualTo("google/work/w1");
    }

    @Test
    void theOldestOtherSourceInheritsAtOnceWhatADeletedOneOwned() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));

        crm.delete(HOME, "h1");

        assertThat(company()).isEqualTo("Bolt");
        assertThat(owner("company")).isEqualTo("google/work/w1");
        assertThat(crm.texts("SELECT metadata #>> '{sources,contacts,google,work,company}' FROM contacts"))
                .containsExactly("Bolt");
        assertThat(crm.texts("SELECT metadata #>> '{sources,contacts,google,home,company}' FROM contacts"))
                .containsExactly("null");
        assertThat(activity())
                .containsExactly(
                        "contact_synced", "contact_synced", "contact_sync_deleted_source", "contact_sync_updated");
    }

    @Test
    void theHeirOfADisconnectedAccountTakesOverOnce() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));
        crm.sql("UPDATE contacts_source_accounts SET disconnected_at = now() WHERE account_id = 'home'");

        crm.settleDisconnected();
        crm.settleDisconnected();

        assertThat(company()).isEqualTo("Bolt");
        assertThat(owner("company")).isEqualTo("google/work/w1");
        assertThat(activity()).containsExactly("contact_synced", "contact_synced", "contact_sync_updated");
    }

    enum End {
        TOMBSTONED {
            @Override
            void of(CrmFixture crm) {
                crm.delete(HOME, "h1");
            }
        },
        DISCONNECTED {
            @Override
            void of(CrmFixture crm) {
                disconnectHome(crm);
            }
        },
        EMPTY {
            @Override
            void of(CrmFixture crm) {
                crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", null));
            }
        };

        abstract void of(CrmFixture crm);
    }

    @ParameterizedTest
    @EnumSource
    void theLongestLinkedSourceThatHoldsAValueInherits(End ownership) {
        AccountKey third = new AccountKey("carddav", "third");
        AccountKey fourth = new AccountKey("google", "fourth");
        crm.connect(third);
        crm.connect(fourth);
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", null));
        crm.sync(third, SyncMode.FULL, ann("t1", "Core"));
        crm.sync(fourth, SyncMode.FULL, ann("f1", "Dot"));

        ownership.of(crm);

        assertThat(company()).isEqualTo("Core");
        assertThat(owner("company")).isEqualTo("carddav/third/t1");
    }

    @Test
    void anotherSourcesValueIsNotedAndNothingIsTold() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));

        crm.sync(WORK, SyncMode.INCREMENTAL, ann("w1", "Core"));

        assertThat(company()).isEqualTo("Acme");
        assertThat(crm.texts(
                        "SELECT mapped #>> '{scalars,company}' FROM contacts_source_links WHERE account_id = 'work'"))
                .containsExactly("Core");
        assertThat(activity()).containsExactly("contact_synced", "contact_synced");
        assertThat(conflicts("open")).isEmpty();
    }

    @Test
    void aValueThatAReconnectedSourceHoldsStaysWhenAnotherDropsIt() {
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, with("w1", ANN, "both@example.com"));
        disconnectHome(crm);
        crm.sql(
                "UPDATE contacts_source_accounts SET disconnected_at = NULL, settled_at = NULL WHERE account_id = 'home'");
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN, "both@example.com"));

        crm.sync(WORK, SyncMode.INCREMENTAL, with("w1", ANN));

        assertThat(emails()).containsExactlyInAnyOrder(ANN, "both@example.com");
    }

    @Test
    void aValueThatAReconnectedSourceHeldStaysThoughAnotherDropsItBeforeThatIsReadAgain() {
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, with("w1", ANN, "both@example.com"));
        disconnectHome(crm);
        crm.sql(
                "UPDATE contacts_source_accounts SET disconnected_at = NULL, settled_at = NULL WHERE account_id = 'home'");

        crm.sync(WORK, SyncMode.INCREMENTAL, with("w1", ANN));
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN, "both@example.com"));

        assertThat(emails()).containsExactlyInAnyOrder(ANN, "both@example.com");
    }

    @Test
    void aValueThatADisconnectedSourceHeldStaysThoughAnotherDropsIt() {
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, with("w1", ANN, "both@example.com"));
        disconnectHome(crm);

        crm.sync(WORK, SyncMode.INCREMENTAL, with("w1", ANN));
        assertThat(emails()).containsExactlyInAnyOrder(ANN, "both@example.com");

        crm.sql(
                "UPDATE contacts_source_accounts SET disconnected_at = NULL, settled_at = NULL WHERE account_id = 'home'");
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN));
        assertThat(emails()).containsExactly(ANN);
    }

    private static void disconnectHome(CrmFixture crm) {
        crm.sql("UPDATE contacts_source_accounts SET disconnected_at = now() WHERE account_id = 'home'");
        crm.settleDisconnected();
    }

    @Test
    void whatOnlyADeletedSourceHeldStays() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                ann("h1", "Acme").toBuilder()
                        .emails(List.of(email(ANN), email("old@example.com")))
                        .build());
        crm.sync(WORK, SyncMode.FULL, ann("w1", null));

        crm.delete(HOME, "h1");
        crm.sync(WORK, SyncMode.FULL, ann("w1", null).toBuilder().etag("2").build());

        assertThat(company()).isEqualTo("Acme");
        assertThat(emails()).containsExactlyInAnyOrder(ANN, "old@example.com");
    }

    @Test
    void aLocalEditOutlivesItsOwnerAndStillConflictsWithTheHeir() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));
        crm.sql("UPDATE contacts SET company = 'Mine'");

        crm.delete(HOME, "h1");
        crm.sync(WORK, SyncMode.INCREMENTAL, ann("w1", "Core"));

        assertThat(company()).isEqualTo("Mine");
        assertThat(conflicts("open")).containsExactly("Bolt|Mine|Core");
    }

    @Test
    void aRevivedSourceDoesNotTakeBackWhatItsHeirOwns() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));
        crm.delete(HOME, "h1");

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Core"));

        assertThat(company()).isEqualTo("Bolt");
        assertThat(crm.texts("SELECT deleted_at IS NULL FROM contacts_source_links"))
                .containsExactly("true", "true");
        assertThat(crm.texts("SELECT status FROM contacts_review_items WHERE kind = 'archival_candidate'"))
                .containsExactly("closed");
    }

    @Test
    void aValueDisappearsOnlyWhenItsLastSourceDropsIt() {
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, with("w1", ANN, "both@example.com"));

        crm.sync(HOME, SyncMode.INCREMENTAL, with("h1", ANN));
        assertThat(emails()).containsExactlyInAnyOrder(ANN, "both@example.com");

        crm.sync(WORK, SyncMode.INCREMENTAL, with("w1", ANN));
        assertThat(emails()).containsExactly(ANN);
    }

    @Test
    void thePrimaryMarkThatOneSourceLetsGoPassesToAnotherAtOnce() {
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN));
        crm.sync(WORK, SyncMode.FULL, with("w1", ANN));
        crm.sync(
                WORK,
                SyncMode.INCREMENTAL,
                person("w1")
                        .emails(List.of(
                                new Email(ANN, "work", false, ANN),
                                new Email("third@example.com", "work", true, "third@example.com")))
                        .build());
        assertThat(primary()).containsExactly(ANN);

        crm.sync(HOME, SyncMode.INCREMENTAL, with("h1", "other@example.com"));

        assertThat(primary()).containsExactly("third@example.com");
        assertThat(activity()).as("one entry for each change").hasSize(4);
    }

    @Test
    void anHeirThatHoldsTheSamePrimaryAddressKeepsItsMark() {
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN));
        crm.sync(WORK, SyncMode.FULL, with("w1", ANN));

        crm.delete(HOME, "h1");

        assertThat(primary()).containsExactly(ANN);
    }

    @Test
    void aPrimaryAddressThatAHumanRemovedStaysRemoved() {
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN));
        crm.sql("UPDATE contact_info SET value = 'mine@example.com'");
        crm.sql("DELETE FROM contact_info");
        crm.sql(
                "INSERT INTO contact_info (contact_id, type, value, is_primary) SELECT id, 'email', 'mine@example.com', true FROM contacts");

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                with("h1", ANN).toBuilder().nickname("A").build());

        assertThat(emails()).containsExactly("mine@example.com");
    }

    @Test
    void aValueThatAHumanCorrectedIsNeitherTakenBackNorAddedAgain() {
        crm.sync(HOME, SyncMode.FULL, with("h1", ANN));
        crm.sql("UPDATE contact_info SET value = 'anne@example.com'");

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                with("h1", ANN).toBuilder().nickname("A").build());
        assertThat(emails()).containsExactly("anne@example.com");

        crm.sync(HOME, SyncMode.INCREMENTAL, with("h1"));
        assertThat(emails()).containsExactly("anne@example.com");
    }

    @Test
    void aNameMadeOfAnAddressGivesWayToARealOne() {
        crm.sync(HOME, SyncMode.FULL, nameless("h1"));
        assertThat(name()).isEqualTo(ANN);

        crm.sync(WORK, SyncMode.FULL, ann("w1", null));
        assertThat(name()).isEqualTo("Ann Alpha");
        assertThat(owner("name")).isEqualTo("google/work/w1");
    }

    @Test
    void aMadeUpNameFollowsWhatItIsMadeOf() {
        crm.sync(HOME, SyncMode.FULL, nameless("h1"));

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                nameless("h1").toBuilder()
                        .organizations(List.of(new Organization("Acme", null, null, true)))
                        .build());

        assertThat(name()).isEqualTo("Acme");
    }

    @Test
    void aNameThatAHumanGaveANamelessContactStays() {
        crm.sync(HOME, SyncMode.FULL, nameless("h1"));
        crm.sql("UPDATE contacts SET name = 'The plumber'");

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                nameless("h1").toBuilder().notes("good").build());
        crm.sync(WORK, SyncMode.FULL, nameless("w1"));

        assertThat(name()).isEqualTo("The plumber");
    }

    @Test
    void aQuestionIsWithdrawnOnceTheSourceComesBackToWhatItSaid() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Bolt"));
        assertThat(conflicts("open")).containsExactly("Acme|Mine|Bolt");

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Acme"));

        assertThat(conflicts("open")).isEmpty();
        assertThat(company()).isEqualTo("Mine");
    }

    @Test
    void aQuestionIsWithdrawnOnceBothSidesAgree() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Bolt"));

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Mine"));

        assertThat(conflicts("open")).isEmpty();
        assertThat(conflicts("closed")).hasSize(1);
    }

    @Test
    void aFieldThatAHumanEmptiedIsNotFilledByAnotherSource() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sql("UPDATE contacts SET company = NULL");

        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));

        assertThat(company()).isNull();
    }

    @Test
    void fieldHistoryTellsWhoChangedWhatAndWhy() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", null));
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Acme"));
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Bolt"));

        assertThat(crm.texts("""
                        SELECT field || ' ' || coalesce(old_value::text, '-') || ' ' || coalesce(new_value::text, '-')
                               || ' ' || actor || ' ' || rule
                        FROM contacts_field_history ORDER BY id
                        """))
                .containsExactly(
                        "company - \"Acme\" google/home/h1 filled",
                        "company \"Acme\" \"Bolt\" google/home/h1 source_update");
    }

    @Test
    void aDeletionAtTheSourceTakesNoLabelOff() {
        CanonicalGroup friends = new CanonicalGroup("g1", null, "Friends", CanonicalGroup.Kind.USER, false);
        CanonicalContact member =
                ann("h1", null).toBuilder().groupMemberships(List.of("g1")).build();
        crm.run(HOME, SyncMode.FULL).groups(friends).last(member);
        crm.delete(HOME, "h1");

        crm.run(HOME, SyncMode.FULL)
                .groups(friends, new CanonicalGroup("g2", null, "Others", CanonicalGroup.Kind.USER, false))
                .last(CanonicalContact.builder("h2").displayName("Bo Beta").build());

        assertThat(crm.texts("SELECT l.name FROM labels l JOIN contact_labels c ON c.label_id = l.id"))
                .containsExactly("Friends");
    }

    private String name() {
        return crm.one("SELECT name FROM contacts").getString(0);
    }

    private String company() {
        return crm.one("SELECT company FROM contacts").getString(0);
    }

    private List<String> emails() {
        return crm.texts("SELECT value FROM contact_info WHERE type = 'email'");
    }

    private List<String> primary() {
        return crm.texts("SELECT value FROM contact_info WHERE type = 'email' AND is_primary");
    }

    private List<String> activity() {
        return crm.texts("SELECT type FROM activity_feed ORDER BY created_at, type");
    }

    private String owner(String field) {
        return crm.one("SELECT document #>> ARRAY['fields', '" + field + "', 'owner'] FROM contacts_provenance")
                .getString(0);
    }

    private List<String> conflicts(String status) {
        return crm.texts(
                "SELECT concat_ws('|', evidence ->> 'base', evidence ->> 'local', evidence ->> 'source')"
                        + " FROM contacts_review_items WHERE kind = 'field_conflict' AND status = $1",
                status);
    }

    private static CanonicalContact ann(String externalId, String company) {
        return person(externalId)
                .emails(List.of(email(ANN)))
                .organizations(company == null ? List.of() : List.of(new Organization(company, null, null, true)))
                .build();
    }

    private static CanonicalContact with(String externalId, String... addresses) {
        return person(externalId)
                .emails(List.of(addresses).stream().map(OwnershipTest::email).toList())
                .build();
    }

    private static CanonicalContact nameless(String externalId) {
        return CanonicalContact.builder(externalId).emails(List.of(email(ANN))).build();
    }

    private static CanonicalContactBuilder person(String externalId) {
        return CanonicalContact.builder(externalId)
                .displayName("Ann Alpha")
                .firstName("Ann")
                .lastName("Alpha");
    }

    private static Email email(String address) {
        return new Email(address, "home", address.equals(ANN), address);
    }
}
