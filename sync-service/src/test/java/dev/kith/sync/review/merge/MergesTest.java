package dev.kith.sync.review.merge;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.DateEvent;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.Phone;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.testing.Concurrent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Concurrent
class MergesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final CanonicalGroup FRIENDS =
            new CanonicalGroup("g1", null, "Friends", CanonicalGroup.Kind.USER, false);

    private final CrmFixture crm = new CrmFixture();
    private final Merges merges = new Merges(crm.pool(), UUID::randomUUID, Clock.systemUTC(), new DefaultRegion("US"));

    private UUID ann;
    private UUID anna;

    @BeforeEach
    void twoContactsOfOnePerson() {
        crm.sync(HOME, SyncMode.FULL, atHome("Acme"));
        crm.run(WORK, SyncMode.FULL).groups(FRIENDS).last(atWork("Bolt"));
        ann = contact("h1");
        anna = contact("w1");
        crm.sql(
                "INSERT INTO interactions (contact_id, type, occurred_at) VALUES ($1, 'NOTE', '2026-01-01T00:00:00Z')",
                anna);
        crm.sql(
                "INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'website', 'https://anna.example')",
                anna);
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void theSurvivorHasEverythingAndTheLosersRowsStandUntouched() {
        List<String> rowsOfLoser = rowsOf(anna);

        merge();

        assertThat(crm.texts("SELECT value FROM contact_info WHERE contact_id = $1", ann))
                .containsExactlyInAnyOrder(
                        "ann@home.example", "anna@work.example", "+14155550100", "https://anna.example");
        assertThat(crm.one("SELECT company, nickname FROM contacts WHERE id = $1", ann)
                        .getString("company"))
                .isEqualTo("Acme");
        assertThat(crm.one("SELECT nickname FROM contacts WHERE id = $1", ann).getString(0))
                .isEqualTo("Annie");
        assertThat(crm.texts("SELECT contact_id FROM interactions")).containsExactly(ann.toString());
        assertThat(labelsOf(ann)).containsExactly("Friends");
        assertThat(rowsOf(anna)).isEqualTo(rowsOfLoser);
        assertThat(crm.one("SELECT merged_into, listed FROM contacts WHERE id = $1", anna)
                        .getUUID(0))
                .isEqualTo(ann);
        assertThat(primaries(ann)).isEqualTo(1);
    }

    @Test
    void undoLeavesEverythingAsItWas() {
        List<String> before = dump();

        merges.undo(merge(), "key:test").await().atMost(TIMEOUT);

        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void undoTakesBackWhatAHumanHadWrittenOverASource() {
        crm.sql("UPDATE contacts SET nickname = 'Nan' WHERE id = $1", anna);
        List<String> before = dump();

        merges.undo(merge(), "key:test").await().atMost(TIMEOUT);

        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void undoTakesBackTheCopyOfAnAddressThatAHumanHadCorrected() {
        crm.sql(
                "UPDATE contact_info SET value = 'anna@corrected.example' WHERE contact_id = $1 AND type = 'email'",
                anna);
        List<String> before = dump();

        merges.undo(merge(), "key:test").await().atMost(TIMEOUT);

        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void undoLeavesALabelOnThatOneSourceTookOffMeanwhileAndAnotherStillGives() {
        AccountKey club = new AccountKey("google", "club");
        crm.connect(club);
        crm.run(club, SyncMode.FULL)
                .groups(FRIENDS)
                .last(CanonicalContactBuilder.copyAs("c1", atWork("Bolt")).build());
        assertThat(contact("c1")).isEqualTo(anna);
        UUID merge = merge();
        crm.run(WORK, SyncMode.INCREMENTAL)
                .groups(FRIENDS)
                .last(atWork("Bolt").toBuilder().groupMemberships(List.of()).build());

        merges.undo(merge, "key:test").await().atMost(TIMEOUT);

        assertThat(labelsOf(anna)).containsExactly("Friends");
        assertThat(labelsOf(ann)).isEmpty();
    }

    @Test
    void undoTakesALabelAlongThatTheOthersSourceGaveMeanwhile() {
        CanonicalGroup choir = new CanonicalGroup("g2", null, "Choir", CanonicalGroup.Kind.USER, false);
        UUID merge = merge();
        crm.run(WORK, SyncMode.INCREMENTAL)
                .groups(choir)
                .last(atWork("Bolt").toBuilder()
                        .groupMemberships(List.of("g1", "g2"))
                        .build());
        assertThat(labelsOf(ann)).containsExactlyInAnyOrder("Choir", "Friends");

        merges.undo(merge, "key:test").await().atMost(TIMEOUT);

        assertThat(labelsOf(ann)).isEmpty();
        assertThat(labelsOf(anna)).containsExactlyInAnyOrder("Choir", "Friends");
    }

    @Test
    void aLabelThatAHumanHadPutOnTheSurvivorStaysWhateverTheOthersSourcesDrop() {
        crm.sql("INSERT INTO contact_labels (label_id, contact_id) SELECT id, $1 FROM labels", ann);
        merge();

        crm.run(WORK, SyncMode.INCREMENTAL)
                .last(atWork("Bolt").toBuilder().groupMemberships(List.of()).build());

        assertThat(labelsOf(ann)).containsExactly("Friends");
    }

    @Test
    void aLabelThatAHumanTookOffTheSurvivorStaysOff() {
        crm.run(HOME, SyncMode.INCREMENTAL)
                .groups(FRIENDS)
                .last(atHome("Acme").toBuilder().groupMemberships(List.of("g1")).build());
        crm.sql("DELETE FROM contact_labels WHERE contact_id = $1", ann);

        merge();

        assertThat(labelsOf(ann)).isEmpty();
    }

    @Test
    void aSourceGoesOnSpeakingToTheSurvivorAndTakesItsWordsBackWithIt() {
        UUID merge = merge();

        crm.run(WORK, SyncMode.INCREMENTAL)
                .groups(FRIENDS)
                .last(atWork("Core").toBuilder()
                        .emails(List.of(new Email("new@work.example", "work", true, "new@work.example")))
                        .build());
        assertThat(crm.texts("SELECT value FROM contact_info WHERE contact_id = $1 AND type = 'email'", ann))
                .containsExactlyInAnyOrder("ann@home.example", "new@work.example");

        crm.sql("UPDATE contacts SET notes = 'edited' WHERE id = $1", ann);
        merges.undo(merge, "key:test").await().atMost(TIMEOUT);

        assertThat(crm.texts("SELECT value FROM contact_info WHERE contact_id = $1 AND type = 'email'", ann))
                .containsExactly("ann@home.example");
        assertThat(crm.texts("SELECT value FROM contact_info WHERE contact_id = $1 AND type = 'email'", anna))
                .containsExactly("new@work.example");
        assertThat(crm.texts("SELECT company FROM contacts WHERE id = $1", anna))
                .containsExactly("Core");
        assertThat(crm.texts("SELECT notes FROM contacts WHERE id = $1", ann)).containsExactly("edited");
        assertThat(crm.texts("SELECT notes FROM contacts WHERE id = $1", anna)).containsExactly("null");
        assertThat(contact("w1")).isEqualTo(anna);
    }

    @Test
    void anEditOfACopiedValueStaysOnTheContactItWasMadeOn() {
        UUID merge = merge();
        crm.sql(
                "UPDATE contact_info SET value = 'https://edited.example' WHERE contact_id = $1 AND type = 'website'",
                ann);

        merges.undo(merge, "key:test").await().atMost(TIMEOUT);

        assertThat(crm.texts("SELECT value FROM contact_info WHERE type = 'website' AND contact_id = $1", ann))
                .containsExactly("https://edited.example");
        assertThat(crm.texts("SELECT value FROM contact_info WHERE type = 'website' AND contact_id = $1", anna))
                .containsExactly("https://anna.example");
    }

    @Test
    void whoWasPartedIsNotTakenForOnePersonAgain() {
        merges.undo(merge(), "key:test").await().atMost(TIMEOUT);

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                atHome("Acme").toBuilder()
                        .emails(List.of(new Email("anna@work.example", "home", true, "anna@work.example")))
                        .build());

        assertThat(crm.texts("SELECT kind FROM contacts_review_items WHERE kind = 'possible_duplicate'"))
                .isEmpty();
    }

    @Test
    void mergingIntoAMergedContactMeansItsSurvivorAndUndoGoesBackwards() {
        UUID third = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, 'Third')", third);
        UUID first = merge();
        UUID second =
                merges.merge(third, anna, "key:test").await().atMost(TIMEOUT).mergeId();

        assertThat(crm.texts("SELECT merged_into FROM contacts WHERE id IN ($1, $2)", ann, anna))
                .containsExactly(third.toString(), third.toString());
        assertThatThrownBy(() -> merges.undo(first, "key:test").await().atMost(TIMEOUT))
                .isInstanceOf(MergeRefusedException.class);
        merges.undo(second, "key:test").await().atMost(TIMEOUT);
        merges.undo(first, "key:test").await().atMost(TIMEOUT);

        assertThat(crm.texts("SELECT merged_into FROM contacts")).containsOnly("null");
        assertThat(contact("w1")).isEqualTo(anna);
        assertThatThrownBy(() -> merges.undo(first, "key:test").await().atMost(TIMEOUT))
                .isInstanceOf(MergeRefusedException.class);
    }

    @Test
    void whetherBothAreOneIsNoQuestionOnceTheyAre() {
        crm.sql("""
                INSERT INTO contacts_review_items (kind, subject, contact_id, evidence)
                VALUES ('ambiguous_match', 'google/home/h1', $1, jsonb_build_object('candidates', jsonb_build_array($2::uuid)))
                """, ann, anna);
        List<String> before = dump();

        UUID merge = merge();
        assertThat(crm.texts("SELECT status FROM contacts_review_items")).containsExactly("closed");

        merges.undo(merge, "key:test").await().atMost(TIMEOUT);
        assertThat(dump()).isEqualTo(before);
    }

    @Test
    void aValueThatCameWithTheOtherSaysSo() {
        merge();

        assertThat(crm.texts("""
                        SELECT document #>> '{fields,nickname,rule}' FROM contacts_provenance WHERE contact_id = $1
                        """, ann)).containsExactly("merged");
    }

    @Test
    void refusesToMergeAContactWithItself() {
        assertThatThrownBy(() -> merges.merge(ann, ann, "key:test").await().atMost(TIMEOUT))
                .isInstanceOf(MergeRefusedException.class);
        assertThatThrownBy(() ->
                        merges.merge(ann, UUID.randomUUID(), "key:test").await().atMost(TIMEOUT))
                .isInstanceOf(UnknownContactException.class);
    }

    private UUID merge() {
        return merges.merge(ann, anna, "key:test").await().atMost(TIMEOUT).mergeId();
    }

    private UUID contact(String externalId) {
        return crm.one("SELECT local_contact_id FROM contacts_source_links WHERE external_contact_id = $1", externalId)
                .getUUID(0);
    }

    private long primaries(UUID contact) {
        return crm.one(
                        "SELECT count(*) FROM contact_info WHERE contact_id = $1 AND type = 'email' AND is_primary",
                        contact)
                .getLong(0);
    }

    private List<String> labelsOf(UUID contact) {
        return crm.texts(
                "SELECT l.name FROM labels l JOIN contact_labels c ON c.label_id = l.id WHERE c.contact_id = $1",
                contact);
    }

    private List<String> rowsOf(UUID contact) {
        return crm.texts("""
                        SELECT i::text FROM contact_info i WHERE contact_id = $1
                        UNION ALL SELECT a::text FROM addresses a WHERE contact_id = $1
                        UNION ALL SELECT d::text FROM important_dates d WHERE contact_id = $1
                        ORDER BY 1
                        """, contact);
    }

    /** Everything but activity, history, decisions and the moment of the last change. */
    private List<String> dump() {
        return crm.texts("""
                        SELECT (to_jsonb(c) - 'updated_at' - 'metadata')::text
                               || regexp_replace(c.metadata::text, '"last_synced_at": "[^"]*"', '', 'g')
                        FROM contacts c
                        UNION ALL SELECT to_jsonb(i)::text FROM contact_info i
                        UNION ALL SELECT to_jsonb(a)::text FROM addresses a
                        UNION ALL SELECT to_jsonb(d)::text FROM important_dates d
                        UNION ALL SELECT to_jsonb(l)::text FROM contact_labels l
                        UNION ALL SELECT to_jsonb(s)::text FROM contacts_label_sources s
                        UNION ALL SELECT to_jsonb(n)::text FROM interactions n
                        UNION ALL SELECT to_jsonb(k)::text FROM contacts_source_links k
                        UNION ALL SELECT to_jsonb(p)::text FROM contacts_provenance p
                        UNION ALL SELECT to_jsonb(r)::text FROM contacts_review_items r
                        ORDER BY 1
                        """);
    }

    private static CanonicalContact atHome(String company) {
        return CanonicalContact.builder("h1")
                .displayName("Ann Alpha")
                .firstName("Ann")
                .lastName("Alpha")
                .emails(List.of(new Email("ann@home.example", "home", true, "ann@home.example")))
                .organizations(List.of(new Organization(company, null, null, true)))
                .birthdays(List.of(new DateEvent("birthday", null, 2, 29)))
                .build();
    }

    private static CanonicalContact atWork(String company) {
        return CanonicalContact.builder("w1")
                .displayName("Anna A.")
                .firstName("Anna")
                .lastName("A.")
                .nickname("Annie")
                .emails(List.of(new Email("anna@work.example", "work", true, "anna@work.example")))
                .phones(List.of(new Phone("(415) 555-0100", "mobile", true, "+14155550100")))
                .organizations(List.of(new Organization(company, null, null, true)))
                .birthdays(List.of(new DateEvent("birthday", 1980, 2, 29)))
                .groupMemberships(List.of("g1"))
                .build();
    }
}
