package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.ANN;
import static dev.kith.sync.backfill.CanonicalPeople.ann;
import static dev.kith.sync.backfill.CanonicalPeople.annWith;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.Email;
import dev.kith.model.Phone;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Addresses that several sources hold: when one disappears, and which is the primary one. */
@Concurrent
class SharedValuesTest {

    private final CrmFixture crm = new CrmFixture();
    private final OnlyContact contact = new OnlyContact(crm);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void aValueThatAReconnectedSourceHoldsStaysWhenAnotherDropsIt() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, annWith("w1", ANN, "both@example.com"));
        crm.disconnect(HOME);
        crm.reconnect(HOME);
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN, "both@example.com"));

        crm.sync(WORK, SyncMode.INCREMENTAL, annWith("w1", ANN));

        assertThat(contact.emails()).containsExactlyInAnyOrder(ANN, "both@example.com");
    }

    @Test
    void aValueThatAReconnectedSourceHeldStaysThoughAnotherDropsItBeforeThatIsReadAgain() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, annWith("w1", ANN, "both@example.com"));
        crm.disconnect(HOME);
        crm.reconnect(HOME);

        crm.sync(WORK, SyncMode.INCREMENTAL, annWith("w1", ANN));
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN, "both@example.com"));

        assertThat(contact.emails()).containsExactlyInAnyOrder(ANN, "both@example.com");
    }

    @Test
    void aValueThatADisconnectedSourceHeldStaysThoughAnotherDropsIt() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, annWith("w1", ANN, "both@example.com"));
        crm.disconnect(HOME);

        crm.sync(WORK, SyncMode.INCREMENTAL, annWith("w1", ANN));
        assertThat(contact.emails()).containsExactlyInAnyOrder(ANN, "both@example.com");

        crm.reconnect(HOME);
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN));
        assertThat(contact.emails()).containsExactly(ANN);
    }

    @Test
    void aSourceThatWasGoneBeforeItsAccountWasDisconnectedHoldsNothing() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, annWith("w1", ANN, "both@example.com"));
        crm.delete(HOME, "h1");
        crm.disconnect(HOME);

        crm.sync(WORK, SyncMode.INCREMENTAL, annWith("w1", ANN));

        assertThat(contact.emails()).containsExactly(ANN);
    }

    @Test
    void aValueDisappearsOnlyWhenItsLastSourceDropsIt() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN, "both@example.com"));
        crm.sync(WORK, SyncMode.FULL, annWith("w1", ANN, "both@example.com"));

        crm.sync(HOME, SyncMode.INCREMENTAL, annWith("h1", ANN));
        assertThat(contact.emails()).containsExactlyInAnyOrder(ANN, "both@example.com");

        crm.sync(WORK, SyncMode.INCREMENTAL, annWith("w1", ANN));
        assertThat(contact.emails()).containsExactly(ANN);
    }

    @Test
    void thePrimaryMarkThatOneSourceLetsGoPassesToAnotherAtOnce() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN));
        crm.sync(WORK, SyncMode.FULL, annWith("w1", ANN));
        crm.sync(
                WORK,
                SyncMode.INCREMENTAL,
                ann("w1")
                        .emails(List.of(
                                new Email(ANN, "work", false, ANN),
                                new Email("third@example.com", "work", true, "third@example.com")))
                        .build());
        assertThat(contact.primaryEmails()).containsExactly(ANN);

        crm.sync(HOME, SyncMode.INCREMENTAL, annWith("h1", "other@example.com"));

        assertThat(contact.primaryEmails()).containsExactly("third@example.com");
        assertThat(contact.activity()).as("one entry for each change").hasSize(4);
    }

    @Test
    void anHeirThatHoldsTheSamePrimaryAddressKeepsItsMark() {
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN));
        crm.sync(WORK, SyncMode.FULL, annWith("w1", ANN));

        crm.delete(HOME, "h1");

        assertThat(contact.primaryEmails()).containsExactly(ANN);
    }

    @Test
    void whoeverIsMatchedByAnAddressAndHoldsAnothersNumberIsAQuestion() {
        Phone number = new Phone("+14155550100", "mobile", true, "+14155550100");
        AccountKey third = new AccountKey("google", "third");
        crm.connect(third);
        crm.sync(HOME, SyncMode.FULL, annWith("h1", ANN));
        crm.sync(WORK, SyncMode.FULL, ann("w1").phones(List.of(number)).build());
        assertThat(crm.texts("SELECT id FROM contacts")).hasSize(2);

        crm.sync(
                third,
                SyncMode.FULL,
                ann("t1")
                        .emails(List.of(CanonicalPeople.email(ANN)))
                        .phones(List.of(number))
                        .build());

        assertThat(crm.texts("""
                        SELECT r.kind FROM contacts_review_items r
                        JOIN contacts_source_links t ON t.local_contact_id = r.contact_id AND t.account_id = 'third'
                        JOIN contacts_source_links w ON w.local_contact_id = (r.evidence -> 'candidates' ->> 0)::uuid
                             AND w.account_id = 'work'
                        """)).containsExactly("possible_duplicate");
    }
}
