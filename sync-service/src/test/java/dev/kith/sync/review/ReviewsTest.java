package dev.kith.sync.review;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Email;
import dev.kith.model.Organization;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.apply.QuarantineRetry;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.testing.Concurrent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@Concurrent
class ReviewsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String FAMILY = "family@example.com";

    private final CrmFixture crm = new CrmFixture();
    private final Reviews reviews = new Reviews(
            crm.pool(),
            new ReviewQueries(crm.pool()),
            new Merges(crm.pool(), UUID::randomUUID, CLOCK, new DefaultRegion("US")),
            new Relinking(UUID::randomUUID, CLOCK),
            UUID::randomUUID,
            CLOCK);

    private final Reopening reopening =
            new Reopening(crm.pool(), new ReviewQueries(crm.pool()), new TakenValues(CLOCK));

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void mergesWhatAPersonCallsOnePerson() {
        crm.sync(HOME, SyncMode.FULL, contact("h1", "Ann Alpha", FAMILY));
        crm.sync(WORK, SyncMode.FULL, contact("w1", "Bo Alpha", FAMILY));

        ReviewItem answered = resolve("ambiguous_match", ReviewDecision.MERGE);

        assertThat(answered.status()).isEqualTo("resolved");
        assertThat(crm.texts("SELECT DISTINCT local_contact_id FROM contacts_source_links"))
                .hasSize(1);
        assertThat(crm.texts("SELECT type FROM activity_feed WHERE type LIKE 'contact_%' AND type NOT LIKE '%sync%'"))
                .containsExactlyInAnyOrder("contact_merged", "contact_review_resolved");
    }

    @Test
    void neverAsksAgainWhomAPersonToldApart() {
        crm.sync(HOME, SyncMode.FULL, contact("h1", "Ann Alpha", FAMILY), contact("h2", "Ann Alpha", FAMILY));
        resolve("possible_duplicate", ReviewDecision.SEPARATE);

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                contact("h1", "Ann Alpha", FAMILY).toBuilder()
                        .emails(List.of(email(FAMILY), email("more@example.com")))
                        .build());

        assertThat(crm.texts("SELECT status FROM contacts_review_items")).containsExactly("resolved");
        assertThat(crm.texts("SELECT count(*) FROM contacts_separations")).containsExactly("1");
    }

    @Test
    void takesTheSourcesValueAndFollowsItFromThenOn() {
        conflict();

        resolve("field_conflict", ReviewDecision.TAKE_SOURCE);
        assertThat(company()).isEqualTo("Bolt");

        crm.sync(HOME, SyncMode.INCREMENTAL, at("Core"));
        assertThat(company()).isEqualTo("Core");
    }

    @Test
    void keepsTheLocalValueSilentlyUntilTheSourceMovesAgain() {
        conflict();

        resolve("field_conflict", ReviewDecision.KEEP_LOCAL);
        crm.sync(
                HOME, SyncMode.INCREMENTAL, at("Bolt").toBuilder().nickname("A").build());
        assertThat(open("field_conflict")).isZero();
        assertThat(company()).isEqualTo("Mine");

        crm.sync(
                HOME, SyncMode.INCREMENTAL, at("Core").toBuilder().nickname("A").build());
        assertThat(open("field_conflict")).isEqualTo(1);
        assertThat(company()).isEqualTo("Mine");
    }

    @Test
    void archivesWhomItsSourceDeletedOnlyWhenAPersonSaysSo() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"), contact("h2", "Bo Beta", "bo@example.com"));
        crm.delete(HOME, "h1");
        assertThat(crm.texts("SELECT listed FROM contacts WHERE name = 'Ann Alpha'"))
                .containsExactly("true");

        resolve("archival_candidate", ReviewDecision.ARCHIVE);

        assertThat(crm.texts("SELECT listed FROM contacts WHERE name = 'Ann Alpha'"))
                .containsExactly("false");
    }

    @Test
    void makesAContactAnewThatWasDeletedHereOnlyWhenAPersonSaysSo() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("DELETE FROM contacts");
        crm.sync(HOME, SyncMode.FULL, at("Bolt"));
        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("0");

        resolve("ambiguous_match", ReviewDecision.SEPARATE);
        assertThat(company()).isEqualTo("Bolt");

        crm.sync(HOME, SyncMode.INCREMENTAL, at("Core"));
        assertThat(company()).isEqualTo("Core");
    }

    @Test
    void givesAContactThatIsMadeAnewTheLabelsOfItsSource() {
        CanonicalContact singer =
                at("Acme").toBuilder().groupMemberships(List.of("choir")).build();
        crm.run(HOME, SyncMode.FULL)
                .groups(new CanonicalGroup("choir", null, "Choir", CanonicalGroup.Kind.USER, false))
                .last(singer);
        crm.sql("DELETE FROM contacts");
        crm.sync(HOME, SyncMode.FULL, singer.toBuilder().nickname("Alto").build());

        resolve("ambiguous_match", ReviewDecision.SEPARATE);

        assertThat(crm.texts("SELECT l.name FROM labels l JOIN contact_labels c ON c.label_id = l.id"))
                .containsExactly("Choir");
    }

    @Test
    void givesAContactThatIsMadeAnewTheLabelsOfGroupsThatNameIt() {
        deletedHereAndNamedBy(choir("ann-1"));

        resolve("ambiguous_match", ReviewDecision.SEPARATE);

        assertThat(labelled()).containsExactly("Ann Alpha:Choir");
    }

    @Test
    void givesAContactThatIsMadeAnewALabelThatNobodyHadBefore() {
        deletedHereAndNamedBy(choir());
        crm.run(HOME, SyncMode.INCREMENTAL).groups(choir("ann-1")).last();

        resolve("ambiguous_match", ReviewDecision.SEPARATE);

        assertThat(labelled()).containsExactly("Ann Alpha:Choir");
    }

    @Test
    void givesTheContactASourceIsLinkedToTheLabelsThatTheSourceGives() {
        deletedHereAndNamedBy(choir("ann-1"));
        crm.sync(WORK, SyncMode.FULL, contact("w1", "Anna Alpha", "anna@example.com"));
        UUID anna = crm.one("SELECT id FROM contacts").getUUID(0);

        reviews.resolve(question("ambiguous_match"), ReviewDecision.MERGE, anna, "key:test")
                .await()
                .atMost(TIMEOUT);

        assertThat(labelled()).containsExactly("Anna Alpha:Choir");
    }

    private void deletedHereAndNamedBy(CanonicalGroup group) {
        CanonicalContact singer = at("Acme").toBuilder().uid("ann-1").build();
        crm.run(HOME, SyncMode.FULL).groups(group).last(singer);
        crm.sql("DELETE FROM contacts");
        crm.sync(HOME, SyncMode.FULL, singer.toBuilder().nickname("Alto").build());
    }

    private static CanonicalGroup choir(String... members) {
        return new CanonicalGroup(
                "contacts/choir.vcf", "etag", "Choir", CanonicalGroup.Kind.USER, false, List.of(members));
    }

    private List<String> labelled() {
        return crm.texts("""
                SELECT c.name || ':' || l.name FROM contact_labels x
                JOIN contacts c ON c.id = x.contact_id JOIN labels l ON l.id = x.label_id ORDER BY 1
                """);
    }

    @Test
    void asksOnlyOnceAboutAContactThatWasDeletedHere() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("DELETE FROM contacts");
        crm.sync(HOME, SyncMode.FULL, at("Bolt"));
        resolve("ambiguous_match", ReviewDecision.DISMISS);

        crm.sync(HOME, SyncMode.FULL, at("Core"));

        assertThat(open("ambiguous_match")).isZero();
        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("0");
    }

    @Test
    void takesNothingFromASourceThatSpeaksOfSomebodyElseByNow() {
        conflict();
        crm.sql("UPDATE contacts_source_links SET local_contact_id = gen_random_uuid()");

        assertThatThrownBy(() -> resolve("field_conflict", ReviewDecision.TAKE_SOURCE))
                .isInstanceOf(ReviewRefusedException.class);

        assertThat(company()).isEqualTo("Mine");
    }

    @Test
    void tellsWhoElseHoldsAContactThatASourceDeleted() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sync(WORK, SyncMode.FULL, contact("w1", "Ann Alpha", "ann@example.com"));

        crm.delete(HOME, "h1");
        crm.delete(WORK, "w1");

        assertThat(crm.texts("SELECT evidence ->> 'reason' FROM contacts_review_items ORDER BY created_at"))
                .containsExactly("still held by google/work", "no source holds it any more");
    }

    @Test
    void takesOnlyAnswersThatFitTheQuestionAndOnlyOne() {
        conflict();
        UUID id = question("field_conflict");

        assertThatThrownBy(() -> answer(id, ReviewDecision.MERGE)).isInstanceOf(ReviewRefusedException.class);
        answer(id, ReviewDecision.DISMISS);
        assertThatThrownBy(() -> answer(id, ReviewDecision.TAKE_SOURCE)).isInstanceOf(ReviewRefusedException.class);
        assertThatThrownBy(() -> answer(UUID.randomUUID(), ReviewDecision.DISMISS))
                .isInstanceOf(ReviewRefusedException.class);
        assertThat(company()).isEqualTo("Mine");
    }

    @Test
    void asksAgainWhenAnAnswerIsTakenBack() {
        crm.sync(HOME, SyncMode.FULL, contact("h1", "Ann Alpha", FAMILY), contact("h2", "Ann Alpha", FAMILY));
        ReviewItem answered = resolve("possible_duplicate", ReviewDecision.SEPARATE);

        ReviewItem reopened = reopen(answered.id());

        assertThat(reopened.status()).isEqualTo("open");
        assertThat(reopened.decision()).isNull();
        assertThat(crm.texts("SELECT count(*) FROM contacts_separations")).containsExactly("0");
        assertThat(crm.texts("SELECT kind FROM contacts_decisions ORDER BY id"))
                .containsExactly("review", "undo_review");
        assertThat(resolve("possible_duplicate", ReviewDecision.MERGE).status()).isEqualTo("resolved");
    }

    @Test
    void listsAgainWhomAnAnswerArchivedAndNobodyElse() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"), contact("h2", "Bo Beta", "bo@example.com"));
        crm.delete(HOME, "h1");
        UUID archived = resolve("archival_candidate", ReviewDecision.ARCHIVE).id();
        crm.sql("UPDATE contacts SET listed = false, archived_at = now() WHERE name = 'Bo Beta'");

        reopen(archived);

        assertThat(crm.texts("SELECT name FROM contacts WHERE listed AND archived_at IS NULL"))
                .containsExactly("Ann Alpha");
        assertThat(open("archival_candidate")).isEqualTo(1);
    }

    @Test
    void givesAFieldBackWhatWasWrittenThereWhenTheSourcesValueIsTakenBack() {
        conflict();
        UUID id = resolve("field_conflict", ReviewDecision.TAKE_SOURCE).id();

        assertThat(reopen(id).status()).isEqualTo("open");

        assertThat(company()).isEqualTo("Mine");
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Core"));
        assertThat(company()).isEqualTo("Mine");
        resolve("field_conflict", ReviewDecision.TAKE_SOURCE);
        assertThat(company()).isEqualTo("Core");
    }

    @Test
    void takesNoValueBackThatWasChangedSince() {
        conflict();
        UUID id = resolve("field_conflict", ReviewDecision.TAKE_SOURCE).id();
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Core"));

        assertThatThrownBy(() -> reopen(id))
                .isInstanceOf(ReviewRefusedException.class)
                .hasMessageContaining("changed since");

        assertThat(company()).isEqualTo("Core");
        assertThat(open("field_conflict")).isZero();
    }

    @Test
    void archivesAContactAgainThatAnAnswerTakenBackHadMade() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("DELETE FROM contacts");
        crm.sync(HOME, SyncMode.FULL, at("Bolt"));
        UUID id = resolve("ambiguous_match", ReviewDecision.SEPARATE).id();

        reopen(id);

        assertThat(crm.texts("SELECT listed FROM contacts")).containsExactly("false");
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Core"));
        assertThat(crm.texts("SELECT listed FROM contacts")).containsExactly("false");
        assertThat(open("ambiguous_match")).isEqualTo(1);
    }

    @Test
    void saysHowToTakeBackWhatIsNotTakenBackHere() {
        conflict();
        UUID id = question("field_conflict");
        assertThatThrownBy(() -> reopen(id)).hasMessageContaining("Nobody has answered");
        assertThatThrownBy(() -> reopen(UUID.randomUUID())).hasMessageContaining("There is no question");
    }

    @Test
    void appliesAQuarantinedContactOnceItsCauseIsGone() {
        crm.sql("ALTER TABLE contacts ADD CONSTRAINT no_acme CHECK (company <> 'Acme')");
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        UUID id = crm.one("SELECT id FROM contacts_quarantine").getUUID(0);
        QuarantineRetry retry = new QuarantineRetry(crm.pool(), UUID::randomUUID, CLOCK, CrmFixture.ERASED);

        assertThat(retry.retry(id).await().atMost(TIMEOUT)).isEqualTo(QuarantineRetry.Outcome.REFUSED);
        crm.sql("ALTER TABLE contacts DROP CONSTRAINT no_acme");
        assertThat(retry.retry(id).await().atMost(TIMEOUT)).isEqualTo(QuarantineRetry.Outcome.APPLIED);

        assertThat(company()).isEqualTo("Acme");
        assertThat(retry.retry(id).await().atMost(TIMEOUT)).isEqualTo(QuarantineRetry.Outcome.RESOLVED_ALREADY);
        assertThat(retry.retry(UUID.randomUUID()).await().atMost(TIMEOUT)).isEqualTo(QuarantineRetry.Outcome.UNKNOWN);
    }

    private void conflict() {
        crm.sync(HOME, SyncMode.FULL, at("Acme"));
        crm.sql("UPDATE contacts SET company = 'Mine'");
        crm.sync(HOME, SyncMode.INCREMENTAL, at("Bolt"));
    }

    private ReviewItem resolve(String kind, ReviewDecision decision) {
        return answer(question(kind), decision);
    }

    private ReviewItem answer(UUID id, ReviewDecision decision) {
        return reviews.resolve(id, decision, null, "key:test").await().atMost(TIMEOUT);
    }

    private ReviewItem reopen(UUID id) {
        return reopening.reopen(id, "key:test").await().atMost(TIMEOUT);
    }

    private UUID question(String kind) {
        return crm.one("SELECT id FROM contacts_review_items WHERE kind = $1 AND status = 'open'", kind)
                .getUUID(0);
    }

    private long open(String kind) {
        return crm.one("SELECT count(*) FROM contacts_review_items WHERE kind = $1 AND status = 'open'", kind)
                .getLong(0);
    }

    private String company() {
        return crm.one("SELECT company FROM contacts").getString(0);
    }

    private static CanonicalContact at(String company) {
        return contact("h1", "Ann Alpha", "ann@example.com").toBuilder()
                .organizations(List.of(new Organization(company, null, null, true)))
                .build();
    }

    private static CanonicalContact contact(String externalId, String name, String address) {
        return CanonicalContact.builder(externalId)
                .displayName(name)
                .firstName(name.substring(0, name.indexOf(' ')))
                .lastName(name.substring(name.indexOf(' ') + 1))
                .emails(List.of(email(address)))
                .build();
    }

    private static Email email(String address) {
        return new Email(address, "home", false, address);
    }
}
