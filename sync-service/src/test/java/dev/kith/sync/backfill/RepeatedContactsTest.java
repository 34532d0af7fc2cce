package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.SyncMode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contacts that come again in the bytes they came in before. */
class RepeatedContactsTest {

    private static final String EVERYBODY = "SELECT name FROM contacts ORDER BY name";

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
    void empty() {
        crm.clear();
        crm.sync(HOME, SyncMode.FULL, person("people/c1", "Ann"), person("people/c2", "Ben"));
    }

    @Test
    void areUnchangedWithoutBeingRead() {
        // Whoever read them would take them for changed.
        crm.sql("UPDATE contacts_source_links SET content_hash = 'of another text'");

        var again = crm.run(HOME, SyncMode.FULL).last(person("people/c1", "Ann"), person("people/c2", "Ben"));

        assertThat(again.row().getInteger("unchanged")).isEqualTo(2);
        assertThat(again.state()).isEqualTo("SUCCEEDED");
        assertThat(crm.texts("SELECT content_hash || ' in ' || generation FROM contacts_source_links"))
                .containsExactly("of another text in 2", "of another text in 2");
    }

    @Test
    void areReadBesideThoseThatChanged() {
        var again = crm.run(HOME, SyncMode.FULL).last(person("people/c1", "Anna"), person("people/c2", "Ben"));

        assertThat(crm.texts(EVERYBODY)).containsExactly("Anna", "Ben");
        assertThat(again.row().getInteger("unchanged")).isEqualTo(1);
        assertThat(again.row().getInteger("updated")).isEqualTo(1);
    }

    @Test
    void areReadWhenTheyMustBeDecidedAgain() {
        crm.sql("UPDATE contacts_source_links SET content_hash = NULL");

        crm.sync(HOME, SyncMode.FULL, person("people/c1", "Ann"), person("people/c2", "Ben"));

        assertThat(crm.texts("SELECT content_hash IS NOT NULL FROM contacts_source_links"))
                .containsExactly("true", "true");
    }

    @Test
    void areReadWhenTheirSourceHadDeletedThem() {
        crm.delete(HOME, "people/c1");
        crm.sql("UPDATE contacts_source_links SET content_hash = 'of another text'");

        crm.sync(HOME, SyncMode.FULL, person("people/c1", "Ann"), person("people/c2", "Ben"));

        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links WHERE deleted_at IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void areReadOnceByAnInstallationThatDidNotKnowTheirBytesYet() {
        crm.sql("UPDATE contacts_source_links SET entry_digest = NULL");

        var first = crm.run(HOME, SyncMode.FULL).last(person("people/c1", "Ann"), person("people/c2", "Ben"));
        crm.sql("UPDATE contacts_source_links SET content_hash = 'of another text'");
        var second = crm.run(HOME, SyncMode.FULL).last(person("people/c1", "Ann"), person("people/c2", "Ben"));

        assertThat(first.row().getInteger("unchanged")).isEqualTo(2);
        assertThat(second.row().getInteger("unchanged")).isEqualTo(2);
    }

    @Test
    void countAsPeopleTheSourceHolds() {
        crm.sync(HOME, SyncMode.INCREMENTAL, person("people/c3", "Cleo"));

        crm.run(HOME, SyncMode.FULL).total(2).last(person("people/c1", "Ann"), person("people/c2", "Ben"));

        assertThat(crm.texts("SELECT external_contact_id FROM contacts_deletion_candidates"))
                .containsExactly("people/c3");
    }

    @Test
    void areNoCandidatesForDeletionAnyMore() {
        crm.run(HOME, SyncMode.FULL).last(person("people/c2", "Ben"));
        crm.sql("UPDATE contacts_deletion_candidates SET held = true");
        crm.sql("UPDATE contacts_sync_runs SET state = 'HELD' WHERE state = 'RUNNING'");

        crm.sync(HOME, SyncMode.FULL, person("people/c1", "Ann"), person("people/c2", "Ben"));

        assertThat(crm.texts("SELECT external_contact_id FROM contacts_deletion_candidates"))
                .isEmpty();
    }

    @Test
    void standWhenTheyComeAfterAnotherStateOfThemselves() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Anna"),
                person("people/c1", "Ann"),
                renamed("people/c9", "people/c2", "Benno"),
                person("people/c2", "Ben"));

        assertThat(crm.texts(EVERYBODY)).containsExactly("Ann", "Ben");
    }

    @Test
    void giveWayWhenTheyComeBeforeAnotherStateOfThemselves() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann"),
                person("people/c1", "Anna"),
                person("people/c2", "Ben"),
                renamed("people/c9", "people/c2", "Benno"));

        assertThat(crm.texts(EVERYBODY)).containsExactly("Anna", "Benno");
    }

    private static CanonicalContact person(String externalId, String name) {
        return CanonicalContact.builder(externalId).displayName(name).build();
    }

    private static CanonicalContact renamed(String externalId, String alias, String name) {
        return CanonicalContact.builder(externalId)
                .aliases(List.of(alias))
                .displayName(name)
                .build();
    }
}
