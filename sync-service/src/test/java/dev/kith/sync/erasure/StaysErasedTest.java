package dev.kith.sync.erasure;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static dev.kith.sync.erasure.ErasureFixture.MAIL;
import static dev.kith.sync.erasure.ErasureFixture.await;
import static dev.kith.sync.erasure.ErasureFixture.bystander;
import static dev.kith.sync.erasure.ErasureFixture.mails;
import static dev.kith.sync.erasure.ErasureFixture.spouse;
import static dev.kith.sync.erasure.ErasureFixture.zuleika;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Quarantined;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.backfill.apply.ContactRedrive;
import dev.kith.sync.backfill.apply.ReplayApplier;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who was erased stays so, whatever comes of them; nobody else is taken for them. */
class StaysErasedTest {

    @RegisterExtension
    static final ErasureFixture people = new ErasureFixture();

    private static final CrmFixture crm = people.crm;

    @Test
    void staysErasedWhateverSourcesReplaysAndRetriesBring() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        people.erase(people.id("Zuleika Dobson"));

        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        crm.sync(
                WORK,
                SyncMode.FULL,
                CanonicalContact.builder("people/w7")
                        .displayName("Z. Dobson")
                        .emails(mails())
                        .build());
        crm.sync(
                WORK,
                SyncMode.INCREMENTAL,
                CanonicalContact.builder("people/w7").displayName("Z. Dobson").build());
        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                CanonicalContact.builder("people/z9")
                        .aliases(List.of("people/z1"))
                        .displayName("Zuleika")
                        .build());
        crm.sync(
                HOME,
                SyncMode.FULL,
                CanonicalContact.builder("people/z9").displayName("Zuleika").build());
        LogPosition position = new LogPosition("kith.contacts.v1@topic", 0, 0);
        await(crm.replays()
                .apply(
                        HOME,
                        List.of(IncomingContact.of(zuleika("people/z1").build(), "contacts", position)),
                        new ReplayApplier.Terms(UUID.randomUUID(), false, true)));
        Slice slice = crm.run(HOME, SyncMode.INCREMENTAL)
                .slice(1, true, zuleika("people/z1").build());
        await(new ContactRedrive(crm.pool(), UUID::randomUUID, Clock.systemUTC(), CrmFixture.ERASED)
                .apply(HOME, slice.entries().get(0)));

        assertThat(crm.texts("SELECT name FROM contacts")).isEmpty();
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links"))
                .isEmpty();
        assertThat(
                        crm.texts(
                                "SELECT skipped FROM contacts_sync_runs WHERE account_id = 'home' AND mode = 'full' ORDER BY started_at"))
                .containsExactly("0", "1", "1");
        assertThat(people.traces()).isEmpty();
    }

    @Test
    void staysErasedWhenTheSourceTakesAMergerBack() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());
        people.erase(people.id("Zuleika Dobson"));
        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                bystander().toBuilder()
                        .aliases(List.of("people/z1"))
                        .nickname("By")
                        .build());

        crm.sync(HOME, SyncMode.INCREMENTAL, zuleika("people/z1").build());

        assertThat(crm.texts("SELECT name FROM contacts")).containsExactly("Bystander");
    }

    @Test
    void goesOnAsWhomTheSourceMergedItWith() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());
        people.erase(people.id("Zuleika Dobson"));

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                CanonicalContact.tombstone("people/b1", null),
                zuleika("people/z1").aliases(List.of("people/b1")).build());

        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links WHERE deleted_at IS NULL"))
                .containsExactly("people/b1");
        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("1");
    }

    @Test
    void knowsNobodyByAnAddressThatDiffersByATag() {
        String tagged = "zuleika+kids@dobson.example";
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        people.erase(people.id("Zuleika Dobson"));

        crm.sync(
                WORK,
                SyncMode.FULL,
                CanonicalContact.builder("people/w8")
                        .displayName("Noaks Dobson")
                        .emails(List.of(new Email(tagged, "home", true, tagged)))
                        .build());

        assertThat(crm.texts("SELECT name FROM contacts")).containsExactly("Noaks Dobson");
    }

    @Test
    void setsNothingOfSomebodyErasedAside() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        people.erase(people.id("Zuleika Dobson"));
        Slice whole = crm.run(HOME, SyncMode.INCREMENTAL).slice(1, true);
        Slice.Entry entry = whole.entries().get(0);
        Quarantined unreadable = Quarantined.unreadable("people/z1", "contacts", entry.position(), "odd", null);

        crm.apply(new Slice(
                whole.topic(),
                whole.topicId(),
                whole.partition(),
                whole.from(),
                whole.next(),
                HOME,
                List.of(new Slice.Entry(
                        entry.batch(), entry.position(), List.of(), List.of(unreadable), List.of(), null))));

        assertThat(crm.texts("SELECT id FROM contacts_quarantine")).isEmpty();
    }

    @Test
    void leavesWhoeverSharesANumberAlone() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                zuleika("people/z1").build(),
                spouse("people/s1").build());

        assertThat(people.plan(people.id("Zuleika Dobson")).sharedWith()).containsExactly(people.id("Noaks"));
        people.erase(people.id("Zuleika Dobson"));
        crm.sync(HOME, SyncMode.INCREMENTAL, spouse("people/s1").nickname("No").build());
        crm.sync(WORK, SyncMode.FULL, spouse("people/s2").build());

        assertThat(crm.texts("SELECT nickname FROM contacts")).containsExactly("No");
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links ORDER BY 1"))
                .containsExactly("people/s1", "people/s2");
    }

    @Test
    void leavesWhomALinkLeadsToAloneThoughTheyTakeOverAnAddress() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());
        people.erase(people.id("Zuleika Dobson"));

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                CanonicalContact.builder("people/b1")
                        .displayName("Bystander")
                        .emails(mails())
                        .build());

        assertThat(crm.texts("SELECT value FROM contact_info")).containsExactly(MAIL);
    }
}
