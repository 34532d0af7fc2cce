package dev.kith.sync.review.merge;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.AccountKey;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.review.ReviewDecision;
import dev.kith.sync.review.ReviewFixture;
import dev.kith.sync.review.Reviews;
import dev.kith.sync.testing.Concurrent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two people were one for a while: what their sources said meanwhile, and what was asked about it, goes with each. */
@Concurrent
class PartedContactsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final AccountKey CLUB = new AccountKey("google", "club");

    private static CrmFixture crm;
    private static Merges merges;
    private static Reviews reviews;

    private UUID ann;
    private UUID bo;

    @BeforeAll
    static void open() {
        crm = new CrmFixture();
        merges = new Merges(crm.pool(), UUID::randomUUID, Clock.systemUTC(), new DefaultRegion("US"));
        reviews = ReviewFixture.reviews(crm.pool(), merges);
    }

    @AfterAll
    static void close() {
        crm.close();
    }

    @BeforeEach
    void begin() {
        crm.clear();
        crm.connect(CLUB);
    }

    @Test
    void aConflictWithTheOthersSourceIsNoQuestionAboutTheSurvivorAnyMore() {
        meet(null, "Acme");
        UUID merge = merge(ann, bo);
        crm.sql("UPDATE contacts SET company = 'Mine' WHERE id = $1", ann);
        boSays("Bolt");
        assertThat(askedAbout("field_conflict")).containsExactly(ann.toString());

        undo(merge);

        assertThat(askedAbout("field_conflict")).isEmpty();
        assertThat(company(ann)).isEqualTo("Mine");
        assertThat(company(bo)).isEqualTo("Bolt");
    }

    @Test
    void aConflictOfTheReturningContactIsAskedAbout() {
        meet("Own", "Acme");
        crm.sql("UPDATE contacts SET company = 'Mine' WHERE id = $1", bo);
        UUID merge = merge(ann, bo);
        boSays("Bolt");

        undo(merge);

        assertThat(company(bo)).isEqualTo("Mine");
        assertThat(askedAbout("field_conflict")).containsExactly(bo.toString());
        assertThat(crm.texts("SELECT evidence ->> 'source' FROM contacts_review_items"))
                .containsExactly("Bolt");
        assertThat(crm.texts("SELECT contact_id FROM activity_feed WHERE type = 'contact_sync_conflict'"))
                .containsExactly(bo.toString());
    }

    @Test
    void aQuestionThatItsSourceAnsweredMeanwhileIsNotAskedAgain() {
        meet("Own", "Acme");
        crm.sql("UPDATE contacts SET company = 'Mine' WHERE id = $1", bo);
        boSays("Bolt");
        UUID merge = merge(ann, bo);
        boSays("Mine");

        undo(merge);

        assertThat(askedAbout("field_conflict")).isEmpty();
        assertThat(company(bo)).isEqualTo("Mine");
    }

    @Test
    void whoeverItsSourceDeletedMeanwhileIsAskedAboutAndNotTheSurvivor() {
        meet("Own", "Acme");
        UUID merge = merge(ann, bo);
        crm.delete(WORK, "w1");
        assertThat(askedAbout("archival_candidate")).containsExactly(ann.toString());

        undo(merge);
        UUID question = crm.one("SELECT id FROM contacts_review_items WHERE status = 'open'")
                .getUUID(0);
        reviews.resolve(question, ReviewDecision.ARCHIVE, null, "key:test")
                .await()
                .atMost(TIMEOUT);

        assertThat(crm.texts("SELECT name FROM contacts WHERE listed")).containsExactly("Ann Alpha");
    }

    @Test
    void whomTheReturningContactMayBeTooIsAskedAboutThatContact() {
        crm.sync(CLUB, SyncMode.FULL, person("c1", "Bo Beta", "other@club.example", null));
        meet(null, null);
        UUID club = contact("c1");
        UUID merge = merge(ann, bo);
        crm.sql("UPDATE contacts SET name = 'Bo Beta' WHERE id = $1", ann);
        crm.sync(
                WORK,
                SyncMode.INCREMENTAL,
                person("w1", "Bo Beta", "bo@work.example", null).toBuilder()
                        .emails(List.of(email("other@club.example"), email("bo@work.example")))
                        .build());
        assertThat(askedAbout("possible_duplicate")).containsExactly(ann.toString());

        undo(merge);

        assertThat(askedAbout("possible_duplicate")).containsExactly(bo.toString());
        UUID question = crm.one("SELECT id FROM contacts_review_items WHERE status = 'open'")
                .getUUID(0);
        reviews.resolve(question, ReviewDecision.MERGE, null, "key:test")
                .await()
                .atMost(TIMEOUT);
        assertThat(crm.texts("SELECT merged_into FROM contacts WHERE id = $1", bo))
                .containsExactly(club.toString());
    }

    @Test
    void anotherSourceInheritsWhatOneThatWasDeletedMeanwhileOwned() {
        meet("Own", "Acme");
        crm.sync(CLUB, SyncMode.FULL, person("c1", "Bo Beta", "bo@work.example", "Core"));
        assertThat(contact("c1")).isEqualTo(bo);
        UUID merge = merge(ann, bo);
        crm.delete(WORK, "w1");

        undo(merge);

        assertThat(company(bo)).isEqualTo("Core");
    }

    @Test
    void whatASourceThatWasDisconnectedBeforeOwnsStaysAsItWas() {
        meet("Own", "Acme");
        crm.sync(CLUB, SyncMode.FULL, person("c1", "Cy Gamma", "cy@club.example", "Core"));
        crm.disconnect(WORK);
        merge(bo, contact("c1"));
        UUID merge = merge(ann, bo);

        undo(merge);

        assertThat(company(bo)).isEqualTo("Acme");
    }

    @Test
    void whatItsOwnSourceClearedMeanwhileStaysCleared() {
        meet("Own", "Acme");
        UUID merge = merge(ann, bo);
        crm.sync(HOME, SyncMode.INCREMENTAL, person("h1", "Ann Alpha", "ann@home.example", null));
        assertThat(company(ann)).isEqualTo("Acme");

        undo(merge);

        assertThat(company(ann)).isNull();
        assertThat(company(bo)).isEqualTo("Acme");
    }

    @Test
    void mergesThatAreUndoneInTheOrderTheyWereMadeLeaveNothingOfTheOthers() {
        meet(null, "Acme");
        crm.sync(CLUB, SyncMode.FULL, person("c1", "Cy Gamma", "cy@club.example", "Core"));
        UUID first = merge(ann, bo);
        UUID second = merge(ann, contact("c1"));

        undo(first);
        crm.sync(CLUB, SyncMode.INCREMENTAL, person("c1", "Cy Gamma", "cy@club.example", "Core two"));
        assertThat(company(ann)).isEqualTo("Core two");
        undo(second);

        assertThat(company(ann)).isNull();
        assertThat(crm.texts(
                        "SELECT document #>> '{fields,company}' FROM contacts_provenance WHERE contact_id = $1", ann))
                .containsExactly("null");
    }

    @Test
    void whatASourceThatCameSinceHoldsTakesThePlaceOfWhatLeaves() {
        meet(null, "Acme");
        UUID merge = merge(ann, bo);
        crm.sync(CLUB, SyncMode.FULL, person("c1", "Ann Alpha", "ann@home.example", "Core"));
        assertThat(contact("c1")).isEqualTo(ann);

        undo(merge);

        assertThat(company(ann)).isEqualTo("Core");
        assertThat(company(bo)).isEqualTo("Acme");
        clubSays(null);
        assertThat(company(ann)).isNull();
    }

    @Test
    void whatAContactHoldsThatWasMergedSinceTakesThePlaceOfWhatLeaves() {
        meet(null, "Acme");
        crm.sync(CLUB, SyncMode.FULL, person("c1", "Cy Gamma", "cy@club.example", "Core"));
        crm.sql(
                "INSERT INTO contact_info (contact_id, type, value, label) VALUES ($1, 'email', 'cy@club.example', 'x')",
                bo);
        UUID first = merge(ann, bo);
        UUID second = merge(ann, contact("c1"));

        undo(first);

        assertThat(company(ann)).isEqualTo("Core");
        assertThat(addresses(ann)).containsExactlyInAnyOrder("ann@home.example", "cy@club.example");
        assertThat(addresses(bo)).containsExactlyInAnyOrder("bo@work.example", "cy@club.example");
        undo(second);
        assertThat(company(ann)).isNull();
        assertThat(addresses(ann)).containsExactly("ann@home.example");
    }

    @Test
    void whatAPersonHadEmptiedBeforeStaysEmpty() {
        meet(null, "Acme");
        crm.sql("UPDATE contacts SET company = 'Typed' WHERE id = $1", ann);
        crm.sync(HOME, SyncMode.INCREMENTAL, person("h1", "Ann Alpha", "ann@home.example", "Source"));
        crm.sql("UPDATE contacts SET company = NULL WHERE id = $1", ann);
        UUID merge = merge(ann, bo);
        crm.sync(CLUB, SyncMode.FULL, person("c1", "Ann Alpha", "ann@home.example", null));

        undo(merge);

        assertThat(company(ann)).isNull();
    }

    private void meet(String companyOfAnn, String companyOfBo) {
        crm.sync(HOME, SyncMode.FULL, person("h1", "Ann Alpha", "ann@home.example", companyOfAnn));
        crm.sync(WORK, SyncMode.FULL, person("w1", "Bo Beta", "bo@work.example", companyOfBo));
        ann = contact("h1");
        bo = contact("w1");
    }

    private static void boSays(String company) {
        crm.sync(WORK, SyncMode.INCREMENTAL, person("w1", "Bo Beta", "bo@work.example", company));
    }

    private static void clubSays(String company) {
        crm.sync(CLUB, SyncMode.INCREMENTAL, person("c1", "Ann Alpha", "ann@home.example", company));
    }

    private static List<String> addresses(UUID contact) {
        return crm.texts("SELECT value FROM contact_info WHERE contact_id = $1 AND type = 'email'", contact);
    }

    private static UUID merge(UUID survivor, UUID loser) {
        return merges.merge(survivor, loser, "key:test").await().atMost(TIMEOUT).mergeId();
    }

    private static void undo(UUID merge) {
        merges.undo(merge, "key:test").await().atMost(TIMEOUT);
    }

    private static UUID contact(String externalId) {
        return crm.one("SELECT local_contact_id FROM contacts_source_links WHERE external_contact_id = $1", externalId)
                .getUUID(0);
    }

    private static String company(UUID contact) {
        return crm.one("SELECT company FROM contacts WHERE id = $1", contact).getString(0);
    }

    private static List<String> askedAbout(String kind) {
        return crm.texts("SELECT contact_id FROM contacts_review_items WHERE kind = $1 AND status = 'open'", kind);
    }

    private static CanonicalContact person(String externalId, String name, String address, String company) {
        return CanonicalContact.builder(externalId)
                .displayName(name)
                .firstName(name.substring(0, name.indexOf(' ')))
                .lastName(name.substring(name.indexOf(' ') + 1))
                .emails(List.of(email(address)))
                .organizations(company == null ? List.of() : List.of(new Organization(company, null, null, true)))
                .build();
    }

    private static Email email(String address) {
        return new Email(address, "home", false, address);
    }
}
