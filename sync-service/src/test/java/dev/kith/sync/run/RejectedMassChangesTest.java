package dev.kith.sync.run;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Organization;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.CrmFixture.RunFixture;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person rejected is no new question as long as the source says the same. */
@Concurrent
class RejectedMassChangesTest {

    private static final int PEOPLE = 120;

    private static CrmFixture crm;

    private CandidateStore candidates;
    private SourceAccount account;

    @BeforeAll
    static void open() {
        crm = new CrmFixture();
    }

    @AfterAll
    static void close() {
        crm.close();
    }

    @BeforeEach
    void begin() {
        crm.clear();
        candidates = new CandidateStore(crm.pool());
        account = account();
    }

    private SourceAccount account() {
        UUID id = crm.one("SELECT id FROM contacts_source_accounts WHERE account_id = 'home'")
                .getUUID(0);
        return new SourceAccount(id, HOME.provider(), HOME.accountId(), "US", null, Map.of());
    }

    private RunFixture full(CanonicalContact... contacts) {
        RunFixture run = crm.run(HOME, SyncMode.FULL);
        run.last(contacts);
        return run;
    }

    private void reject(RunFixture run) {
        candidates.reject(account, run.runId(), "anna").await().indefinitely();
    }

    private void rejectDeletions(RunFixture run) {
        candidates.hold(account, run.runId(), "Too many.", 1).await().indefinitely();
        reject(run);
    }

    private Map<String, String> noticedBy(RunFixture run) {
        return candidates.unseen(run.runId()).await().indefinitely();
    }

    @Test
    void noticesAMissingContactNoMoreOnceItsDeletionWasRejected() {
        full(people(0, 20, "Company"));
        RunFixture missing = full(people(0, 5, "Company"));
        assertThat(noticedBy(missing)).hasSize(15);
        rejectDeletions(missing);

        RunFixture next = full(people(0, 5, "Company"));

        assertThat(next.state()).isEqualTo("SUCCEEDED");
        assertThat(noticedBy(next)).isEmpty();
        assertThat(crm.texts("SELECT count(*) FROM contacts_source_links WHERE deleted_at IS NULL"))
                .containsExactly("20");
    }

    @Test
    void takesAnExplicitDeletionOfARejectedOneForTheSameNews() {
        full(people(0, 20, "Company"));
        rejectDeletions(full(people(0, 5, "Company")));

        RunFixture delta = crm.run(HOME, SyncMode.INCREMENTAL);
        delta.last(CanonicalContact.tombstone("c19", null), CanonicalContact.tombstone("c1", null));

        assertThat(noticedBy(delta)).containsOnlyKeys("c1");
    }

    @Test
    void countsOnlyWhoIsStillListedWhenMoreGoMissing() {
        full(people(0, 20, "Company"));
        rejectDeletions(full(people(0, 5, "Company")));

        RunFixture more = full(people(0, 1, "Company"));

        assertThat(noticedBy(more)).containsOnlyKeys("c1", "c2", "c3", "c4");
        assertThat(candidates.live(account).await().indefinitely()).containsEntry("contacts", 5L);
    }

    @Test
    void noticesItAgainWhenItHadComeBack() {
        full(people(0, 20, "Company"));
        rejectDeletions(full(people(0, 19, "Company")));
        crm.run(HOME, SyncMode.FULL)
                .seen(IntStream.range(0, 20).mapToObj(i -> "c" + i).toArray(String[]::new))
                .last();

        RunFixture goneAgain = full(people(0, 19, "Company"));

        assertThat(noticedBy(goneAgain)).containsOnlyKeys("c19");
    }

    @Test
    void keepsWhatIsHereOnceAnOverwriteWasRejected() {
        full(people(0, PEOPLE, "Company"));
        RunFixture held = crm.run(HOME, SyncMode.FULL);
        held.page(people(0, 40, "Garbage")).last(people(40, PEOPLE, "Garbage"));
        assertThat(held.state()).isEqualTo("HELD");
        reject(held);

        RunFixture next = full(people(0, PEOPLE, "Garbage"));

        assertThat(next.state()).isEqualTo("SUCCEEDED");
        assertThat(companies("Company%")).isEqualTo(PEOPLE);
        assertThat(questions("held_run")).isZero();
        assertThat(questions("field_conflict")).isZero();
    }

    @Test
    void readsWhatElseTheRejectedRunBrought() {
        full(people(0, PEOPLE, "Company"));
        CanonicalContact[] renamed = Stream.of(people(0, PEOPLE, "Garbage"))
                .map(person -> person.toBuilder().nickname("Nick").build())
                .toArray(CanonicalContact[]::new);
        reject(full(renamed));

        full(renamed);

        assertThat(crm.texts("SELECT count(*) FROM contacts WHERE nickname = 'Nick'"))
                .containsExactly("" + PEOPLE);
        assertThat(companies("Company%")).isEqualTo(PEOPLE);
    }

    @Test
    void asksAboutTheOneWhoseSourceMovesOn() {
        full(people(0, PEOPLE, "Company"));
        reject(full(people(0, PEOPLE, "Garbage")));
        full(people(0, PEOPLE, "Garbage"));

        crm.sync(HOME, SyncMode.INCREMENTAL, people(7, 8, "Other"));

        assertThat(companies("Company%")).isEqualTo(PEOPLE);
        assertThat(crm.texts("SELECT evidence ->> 'source' FROM contacts_review_items WHERE kind = 'field_conflict'"))
                .containsExactly("Other7");
    }

    @Test
    void followsASourceThatCameBackToWhatIsHere() {
        full(people(0, PEOPLE, "Company"));
        reject(full(people(0, PEOPLE, "Garbage")));
        full(people(0, PEOPLE, "Company"));

        crm.sync(HOME, SyncMode.INCREMENTAL, people(7, 8, "Other"));

        assertThat(companies("Company%")).isEqualTo(PEOPLE - 1);
        assertThat(companies("Other7")).isEqualTo(1);
    }

    private long companies(String pattern) {
        return crm.one("SELECT count(*) FROM contacts WHERE company LIKE $1", pattern)
                .getLong(0);
    }

    private long questions(String kind) {
        return crm.one("SELECT count(*) FROM contacts_review_items WHERE status = 'open' AND kind = $1", kind)
                .getLong(0);
    }

    private static CanonicalContact[] people(int from, int to, String company) {
        return IntStream.range(from, to)
                .mapToObj(i -> CanonicalContact.builder("c" + i)
                        .displayName("Person Number" + i)
                        .firstName("Person")
                        .lastName("Number" + i)
                        .organizations(List.of(new Organization(company + i, null, null, true)))
                        .build())
                .toArray(CanonicalContact[]::new);
    }
}
