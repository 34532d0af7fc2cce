package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.ANN;
import static dev.kith.sync.backfill.CanonicalPeople.ann;
import static dev.kith.sync.backfill.CanonicalPeople.email;
import static dev.kith.sync.backfill.CanonicalPeople.nameless;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Organization;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may write a field, and to whom it passes, over the life of a contact that several sources describe. */
@Concurrent
class OwnershipTest {

    private final CrmFixture crm = new CrmFixture();
    private final OnlyContact contact = new OnlyContact(crm);

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void anOwnerThatHoldsNothingLeavesTheFieldToASourceThatDoes() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", null));

        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));

        assertThat(contact.company()).isEqualTo("Bolt");
        assertThat(contact.owner("company")).isEqualTo("google/work/w1");
    }

    @Test
    void theOldestOtherSourceInheritsAtOnceWhatADeletedOneOwned() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));

        crm.delete(HOME, "h1");

        assertThat(contact.company()).isEqualTo("Bolt");
        assertThat(contact.owner("company")).isEqualTo("google/work/w1");
        assertThat(crm.texts("SELECT metadata #>> '{sources,contacts,google,work,company}' FROM contacts"))
                .containsExactly("Bolt");
        assertThat(crm.texts("SELECT metadata #>> '{sources,contacts,google,home,company}' FROM contacts"))
                .containsExactly("null");
        assertThat(contact.activity())
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

        assertThat(contact.company()).isEqualTo("Bolt");
        assertThat(contact.owner("company")).isEqualTo("google/work/w1");
        assertThat(contact.activity()).containsExactly("contact_synced", "contact_synced", "contact_sync_updated");
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
                crm.disconnect(HOME);
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

        assertThat(contact.company()).isEqualTo("Core");
        assertThat(contact.owner("company")).isEqualTo("carddav/third/t1");
    }

    @Test
    void anotherSourcesValueIsNotedAndNothingIsTold() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));

        crm.sync(WORK, SyncMode.INCREMENTAL, ann("w1", "Core"));

        assertThat(contact.company()).isEqualTo("Acme");
        assertThat(crm.texts(
                        "SELECT mapped #>> '{scalars,company}' FROM contacts_source_links WHERE account_id = 'work'"))
                .containsExactly("Core");
        assertThat(contact.activity()).containsExactly("contact_synced", "contact_synced");
        assertThat(contact.conflicts("open")).isEmpty();
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

        assertThat(contact.company()).isEqualTo("Acme");
        assertThat(contact.emails()).containsExactlyInAnyOrder(ANN, "old@example.com");
    }

    @Test
    void aRevivedSourceDoesNotTakeBackWhatItsHeirOwns() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", "Acme"));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Bolt"));
        crm.delete(HOME, "h1");

        crm.sync(HOME, SyncMode.INCREMENTAL, ann("h1", "Core"));

        assertThat(contact.company()).isEqualTo("Bolt");
        assertThat(crm.texts("SELECT deleted_at IS NULL FROM contacts_source_links"))
                .containsExactly("true", "true");
        assertThat(crm.texts("SELECT status FROM contacts_review_items WHERE kind = 'archival_candidate'"))
                .containsExactly("closed");
    }

    @Test
    void aNameMadeOfAnAddressGivesWayToARealOne() {
        crm.sync(HOME, SyncMode.FULL, nameless("h1"));
        assertThat(contact.name()).isEqualTo(ANN);

        crm.sync(WORK, SyncMode.FULL, ann("w1", null));
        assertThat(contact.name()).isEqualTo("Ann Alpha");
        assertThat(contact.owner("name")).isEqualTo("google/work/w1");
    }

    @Test
    void aNameThatAReconnectedSourceStillSaysTakesThePlaceOfAMadeUpOne() {
        crm.sync(HOME, SyncMode.FULL, ann("h1", null));
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Acme"));
        crm.disconnect(WORK);
        crm.sync(HOME, SyncMode.INCREMENTAL, nameless("h1"));
        assertThat(contact.name()).isEqualTo("Acme");

        crm.reconnect(WORK);
        crm.sync(WORK, SyncMode.FULL, ann("w1", "Acme"));

        assertThat(contact.name()).isEqualTo("Ann Alpha");
        assertThat(contact.owner("name")).isEqualTo("google/work/w1");
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

        assertThat(contact.name()).isEqualTo("Acme");
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
}
