package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.ANN;
import static dev.kith.sync.backfill.CanonicalPeople.ann;
import static dev.kith.sync.backfill.CanonicalPeople.annWith;
import static dev.kith.sync.backfill.CanonicalPeople.nameless;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a human wrote, beside several sources: it stays, and what disagrees becomes a question. */
@Concurrent
class EditedFieldsTest {

    private final CrmFixture crm = new CrmFixture();
    private final OnlyContact contact = new OnlyContact(crm);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void aLocalEditOutlivesItsOwnerAndStillConflictsWithTheHeir() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));
        crm.sql("UPDATE contacts SET company = 'Mine'");

        crm.delete(HOME, "h1");
        crm.sync(WORK, SyncMode.INCREMENTAL, ann("w1", "Core"));

        assertThat(contact.company()).isEqualTo("Mine");
        assertThat(contact.conflicts("open")).containsExactly("Bolt|Mine|Core");
    }

    @Test
    void aPrimaryAddressThatAHumanRemovedStaysRemoved() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN));
        crm.sql("UPDATE contact_info SET value = 'mine@example.com'");
        crm.sql("DELETE FROM contact_info");
        crm.sql(
                "INSERT INTO contact_info (contact_id, type, value, is_primary) SELECT id, 'email', 'mine@example.com', true FROM contacts");

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                annWith("h1", ANN).toBuilder().nickname("A").build());

        assertThat(contact.emails()).containsExactly("mine@example.com");
    }

    @Test
    void aValueThatAHumanCorrectedIsNeitherTakenBackNorAddedAgain() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN));
        crm.sql("UPDATE contact_info SET value = 'anne@example.com'");

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                annWith("h1", ANN).toBuilder().nickname("A").build());
        assertThat(contact.emails()).containsExactly("anne@example.com");

        crm.sync(HOME, SyncMode.INCREMENTAL, annWith("h1"));
        assertThat(contact.emails()).containsExactly("anne@example.com");
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

        assertThat(contact.name()).isEqualTo("The plumber");
    }

    @Test
    void aQuestionIsWithdrawnOnceTheSourceComesBackToWhatItSaid() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Bolt"));
        assertThat(contact.conflicts("open")).containsExactly("Acme|Mine|Bolt");

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Acme"));

        assertThat(contact.conflicts("open")).isEmpty();
        assertThat(contact.company()).isEqualTo("Mine");
    }

    @Test
    void aQuestionIsWithdrawnOnceBothSidesAgree() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Bolt"));

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Mine"));

        assertThat(contact.conflicts("open")).isEmpty();
        assertThat(contact.conflicts("closed")).hasSize(1);
    }

    @Test
    void aFieldThatAHumanEmptiedIsNotFilledByAnotherSource() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sql("UPDATE contacts SET company = NULL");

        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));

        assertThat(contact.company()).isNull();
    }
}
