package dev.kith.sync.review;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalGroup;
import dev.kith.model.Email;
import dev.kith.model.Phone;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.testing.Concurrent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody is deleted at a source and entered there anew; then the first entry is undeleted. */
@Concurrent
class ReenteredContactsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String FIRST_NUMBER = "+14155550001";
    private static final String SECOND_NUMBER = "+14155550002";

    private static CrmFixture crm;
    private static Merges merges;
    private static Reviews reviews;

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
    void enterDeleteAndEnterAnew() {
        crm.clear();
        crm.sync(HOME, SyncMode.FULL, first(), other());
        crm.delete(HOME, "first");
        crm.sync(HOME, SyncMode.INCREMENTAL, second());
    }

    @Test
    void takesTheOneEnteredAnewForThePersonAndAsksNoMoreWhetherToArchive() {
        assertThat(linkedTo("second")).isEqualTo(linkedTo("first"));
        assertThat(open("archival_candidate")).isZero();
        assertThat(open("ambiguous_match")).isZero();
    }

    @Test
    void asksWhetherAnUndeletedEntryIsStillTheSamePerson() {
        crm.sync(HOME, SyncMode.INCREMENTAL, first());

        assertThat(linkedTo("first")).isEqualTo(linkedTo("second"));
        assertThat(crm.texts("""
                        SELECT evidence -> 'candidates' ->> 0 FROM contacts_review_items
                        WHERE kind = 'ambiguous_match' AND status = 'open' AND evidence ->> 'reason' LIKE '%in its place'
                        """)).containsExactly(linkedTo("first"));
        assertThat(numbers(linkedTo("first"))).containsExactlyInAnyOrder(FIRST_NUMBER, SECOND_NUMBER);
    }

    @Test
    void leavesThemOnePersonWhenAPersonSaysSoAndNeverAsksAgain() {
        crm.sync(HOME, SyncMode.INCREMENTAL, first());
        answer(ReviewDecision.MERGE);

        crm.delete(HOME, "first");
        crm.sync(HOME, SyncMode.INCREMENTAL, first());

        assertThat(linkedTo("first")).isEqualTo(linkedTo("second"));
        assertThat(open("ambiguous_match")).isZero();
        assertThat(numbers(linkedTo("first"))).containsExactlyInAnyOrder(FIRST_NUMBER, SECOND_NUMBER);
    }

    @Test
    void partsThemWhenAPersonSaysSo() {
        crm.sync(HOME, SyncMode.INCREMENTAL, first());
        crm.sql("UPDATE contacts SET notes = 'By hand' WHERE name = 'Ann Alpha'");

        answer(ReviewDecision.SEPARATE);

        assertThat(linkedTo("first")).isNotEqualTo(linkedTo("second"));
        assertThat(numbers(linkedTo("first"))).containsExactly(FIRST_NUMBER);
        assertThat(numbers(linkedTo("second"))).containsExactly(SECOND_NUMBER);
        assertThat(crm.texts("SELECT id FROM contacts WHERE notes = 'By hand'")).containsExactly(linkedTo("second"));
        assertThat(crm.texts("SELECT name FROM contacts WHERE name = 'Ann Alpha'"))
                .hasSize(2);
    }

    @Test
    void letsWhoIsPartedTakeTheLabelsAlongThatOnlyItsOwnSourceGave() {
        crm.run(HOME, SyncMode.INCREMENTAL)
                .groups(group("Choir"), group("Friends"))
                .last(
                        first().toBuilder()
                                .groupMemberships(List.of("Choir", "Friends"))
                                .build(),
                        second().toBuilder()
                                .groupMemberships(List.of("Friends"))
                                .build());

        answer(ReviewDecision.SEPARATE);

        assertThat(labels(linkedTo("first"))).containsExactly("Choir", "Friends");
        assertThat(labels(linkedTo("second"))).containsExactly("Friends");
    }

    @Test
    void takesWhatOneSaysAlongToWhomAPersonNames() {
        crm.run(HOME, SyncMode.INCREMENTAL)
                .groups(group("Choir"))
                .last(first().toBuilder().groupMemberships(List.of("Choir")).build());

        reviews.resolve(question(), ReviewDecision.MERGE, UUID.fromString(linkedTo("other")), "key:test")
                .await()
                .atMost(TIMEOUT);

        assertThat(linkedTo("first")).isEqualTo(linkedTo("other"));
        assertThat(numbers(linkedTo("first"))).containsExactly(FIRST_NUMBER);
        assertThat(numbers(linkedTo("second"))).containsExactly(SECOND_NUMBER);
        assertThat(labels(linkedTo("first"))).containsExactly("Choir");
        assertThat(labels(linkedTo("second"))).isEmpty();
    }

    @Test
    void remembersThatTheyAreTwoPeople() {
        crm.sync(HOME, SyncMode.INCREMENTAL, first());
        answer(ReviewDecision.SEPARATE);
        List<String> contacts = List.of(linkedTo("first"), linkedTo("second"));

        crm.sync(HOME, SyncMode.FULL, first(), second(), other());
        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                second().toBuilder()
                        .phones(List.of(phone(SECOND_NUMBER), phone("+14155550003")))
                        .build());

        assertThat(List.of(linkedTo("first"), linkedTo("second"))).isEqualTo(contacts);
        assertThat(open("possible_duplicate")).isZero();
        assertThat(open("ambiguous_match")).isZero();
    }

    @Test
    void keepsToTheSurvivorWhenTheContactWasMergedMeanwhile() {
        crm.sync(HOME, SyncMode.INCREMENTAL, first());
        merges.merge(UUID.fromString(linkedTo("other")), UUID.fromString(linkedTo("first")), "key:test")
                .await()
                .atMost(TIMEOUT);

        answer(ReviewDecision.MERGE);

        assertThat(List.of(linkedTo("first"), linkedTo("second"))).containsOnly(linkedTo("other"));
    }

    @Test
    void asksNothingAboutTwoEntriesThatAPersonHadMerged() {
        merges.merge(UUID.fromString(linkedTo("second")), UUID.fromString(linkedTo("other")), "key:test")
                .await()
                .atMost(TIMEOUT);
        crm.delete(HOME, "other");

        crm.sync(HOME, SyncMode.INCREMENTAL, other());

        assertThat(linkedTo("other")).isEqualTo(linkedTo("second"));
        assertThat(open("ambiguous_match")).isZero();
    }

    private String linkedTo(String externalId) {
        return crm.one("SELECT local_contact_id FROM contacts_source_links WHERE external_contact_id = $1", externalId)
                .getUUID(0)
                .toString();
    }

    private List<String> numbers(String contact) {
        return crm.texts(
                "SELECT value FROM contact_info WHERE contact_id = $1 AND type = 'phone'", UUID.fromString(contact));
    }

    private List<String> labels(String contact) {
        return crm.texts("""
                SELECT l.name FROM labels l JOIN contact_labels c ON c.label_id = l.id WHERE c.contact_id = $1 ORDER BY 1
                """, UUID.fromString(contact));
    }

    private static CanonicalGroup group(String name) {
        return new CanonicalGroup(name, null, name, CanonicalGroup.Kind.USER, false);
    }

    private long open(String kind) {
        return crm.one("SELECT count(*) FROM contacts_review_items WHERE status = 'open' AND kind = $1", kind)
                .getLong(0);
    }

    private void answer(ReviewDecision decision) {
        reviews.resolve(question(), decision, null, "key:test").await().atMost(TIMEOUT);
    }

    private UUID question() {
        return crm.one("SELECT id FROM contacts_review_items WHERE status = 'open' AND kind = 'ambiguous_match'")
                .getUUID(0);
    }

    private static CanonicalContact first() {
        return ann("first", FIRST_NUMBER);
    }

    private static CanonicalContact second() {
        return ann("second", SECOND_NUMBER);
    }

    private static CanonicalContact ann(String externalId, String number) {
        return CanonicalContact.builder(externalId)
                .displayName("Ann Alpha")
                .firstName("Ann")
                .lastName("Alpha")
                .emails(List.of(new Email("ann@example.com", "home", true, "ann@example.com")))
                .phones(List.of(phone(number)))
                .build();
    }

    private static Phone phone(String number) {
        return new Phone(number, "mobile", true, number);
    }

    private static CanonicalContact other() {
        return CanonicalContact.builder("other").displayName("Bo Beta").build();
    }
}
