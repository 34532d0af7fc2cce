package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.person;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a source no longer holds, and what only looks that way. */
@Concurrent
class SweepTest {

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void noticesInAFullRunWhatWasDeletedMeanwhile() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann", "Alpha").build(),
                person("people/c2", "Ben", "Beta").build());

        var run = crm.run(HOME, SyncMode.FULL)
                .last(person("people/c1", "Ann", "Alpha").build());

        assertThat(run.row().getString("phase")).isEqualTo("CONFIRMING");
        assertThat(crm.texts("SELECT external_contact_id || reason FROM contacts_deletion_candidates"))
                .containsExactly("people/c2absent");
        assertThat(crm.texts("SELECT count(*) FROM contacts_source_links WHERE deleted_at IS NOT NULL"))
                .containsExactly("0");
    }

    @Test
    void takesNoTombstoneOfAnOldNameForADeletion() {
        crm.sync(HOME, SyncMode.FULL, person("people/c1", "Ann", "Alpha").build());

        var run = crm.run(HOME, SyncMode.INCREMENTAL)
                .last(
                        person("people/c9", "Ann", "Alpha")
                                .aliases(List.of("people/c1"))
                                .build(),
                        CanonicalContact.tombstone("people/c1", null));
        crm.sync(HOME, SyncMode.INCREMENTAL, CanonicalContact.tombstone("people/c1", null));

        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("1");
        assertThat(crm.texts("SELECT external_contact_id || ' ' || current_name FROM contacts_source_links"))
                .containsExactly("people/c1 people/c9");
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_deletion_candidates"))
                .isEmpty();
    }

    @Test
    void takesAnEntryThatWasMergedIntoAnotherAndIsBackForSomebodyElse() {
        crm.sync(HOME, SyncMode.FULL, person("people/c1", "Ann", "Alpha").build());
        crm.run(HOME, SyncMode.INCREMENTAL)
                .last(
                        person("people/c1", "Ann", "Alpha")
                                .aliases(List.of("people/c2"))
                                .build(),
                        CanonicalContact.tombstone("people/c2", null));

        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann", "Alpha").build(),
                person("people/c2", "Ben", "Beta").build());

        assertThat(crm.texts("SELECT name FROM contacts ORDER BY name")).containsExactly("Ann Alpha", "Ben Beta");
    }

    @Test
    void takesATombstoneUnderANameNeverHeardForADeletion() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann", "Alpha")
                        .aliases(List.of("source:CONTACT:1"))
                        .build());

        crm.run(HOME, SyncMode.INCREMENTAL)
                .last(CanonicalContact.builder("people/c9")
                        .aliases(List.of("source:CONTACT:1"))
                        .deleted(true)
                        .build());

        assertThat(crm.texts("SELECT external_contact_id || ' ' || reason FROM contacts_deletion_candidates"))
                .containsExactly("people/c1 tombstone");
    }

    @Test
    void countsAPageOnceThatWasPublishedAgainAfterATakeOver() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann", "Alpha").build(),
                person("people/c2", "Ben", "Beta").build(),
                person("people/c3", "Cid", "Gamma").build());

        crm.run(HOME, SyncMode.FULL)
                .total(3)
                .page(person("people/c1", "Ann", "Alpha").build())
                .fence(2)
                .pageAgain(person("people/c1", "Ann", "Alpha").build())
                .last(person("people/c2", "Ben", "Beta").build());

        assertThat(crm.texts("SELECT external_contact_id FROM contacts_deletion_candidates"))
                .as("two people were listed where the source says it holds three")
                .isEmpty();
    }

    @Test
    void takesOverADeletionThatAFailedRunHadNoticed() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("people/c1", "Ann", "Alpha").build(),
                person("people/c2", "Ben", "Beta").build());
        var failed = crm.run(HOME, SyncMode.INCREMENTAL)
                .page(CanonicalContact.tombstone("people/c2", null))
                .skipPage()
                .last();
        assertThat(failed.state()).isEqualTo("FAILED");

        var run = crm.run(HOME, SyncMode.FULL)
                .last(person("people/c1", "Ann", "Alpha").build());

        assertThat(run.row().getString("phase")).isEqualTo("CONFIRMING");
        crm.confirmDeletions(run);
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links WHERE deleted_at IS NOT NULL"))
                .containsExactly("people/c2");
    }
}
