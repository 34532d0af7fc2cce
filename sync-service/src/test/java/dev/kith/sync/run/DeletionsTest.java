package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.provider.ProviderFailure.AuthRevoked;
import dev.kith.sync.provider.ProviderFailure.Transient;
import dev.kith.sync.provider.SourceAccount;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeletionsTest {

    private static MigratedDatabase database;

    private final FakeContactsProvider provider = new FakeContactsProvider("google");
    private TableLog log;
    private Instance instance;
    private SourceAccount account;

    @BeforeAll
    static void createDatabase() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void connectAnAccount() {
        database.clear();
        log = new TableLog(database.pool());
        instance = new Instance(database.pool(), provider, log);
        account = instance.accounts.connect("google", "home");
    }

    @AfterEach
    void noEndedRunWaits() {
        PolledAccount.assertThatNoEndedRunWaits(database);
    }

    private void links(int count) {
        database.sql("""
                INSERT INTO contacts_source_links (provider, account_id, external_contact_id, last_seen_at)
                SELECT 'google', 'home', 'people/' || n, now() - interval '1 day' FROM generate_series(1, $1) n
                """, count);
    }

    /** A run whose pages are all applied and that noticed the first contacts missing. */
    private UUID noticedMissing(int count) {
        var runId = instance.runs
                .open(account, null, RunTrigger.SCHEDULE)
                .await()
                .indefinitely()
                .run()
                .runId();
        database.sql("UPDATE contacts_sync_runs SET phase = 'CONFIRMING' WHERE run_id = $1", runId);
        database.sql("""
                INSERT INTO contacts_deletion_candidates
                    (provider, account_id, external_contact_id, run_id, stream, reason)
                SELECT 'google', 'home', 'people/' || n, $1, 'contacts', 'absent' FROM generate_series(1, $2) n
                """, runId, count);
        return runId;
    }

    private RunView run(UUID runId) {
        return instance.queries.find(runId).await().indefinitely().orElseThrow();
    }

    private StatusView status() {
        return instance.status.list("google", null).await().indefinitely().get(0);
    }

    private long openQuestions() {
        return database.sql("SELECT count(*) FROM contacts_review_items WHERE kind = 'held_run' AND status = 'open'")
                .get(0)
                .getLong(0);
    }

    @Test
    void appliesWhatTheSourceConfirms() {
        links(100);
        var runId = noticedMissing(3);
        provider.stillHolding("people/2");

        instance.poll();

        assertThat(log.deleted()).containsExactlyInAnyOrder("people/1", "people/3");
        assertThat(run(runId).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run(runId).summary().deleted()).isEqualTo(2);
    }

    @Test
    void letsTheNextFullRunOverwriteWhatSomebodyApproved() {
        var runId = noticedMissing(0);
        database.sql(
                "UPDATE contacts_sync_runs SET state = 'HELD', overwrites_held = 'company' WHERE run_id = $1", runId);

        instance.held.approve(runId, "key:test").await().indefinitely();

        assertThat(openQuestions()).isZero();
        assertThat(database.sql("SELECT overwrites_approved AND full_requested FROM contacts_sync_state")
                        .get(0)
                        .getBoolean(0))
                .isTrue();
    }

    @Test
    void dropsWhatWasSeenAgain() {
        links(100);
        noticedMissing(3);
        database.sql(
                "UPDATE contacts_source_links SET last_seen_at = now() + interval '1 second' WHERE external_contact_id = 'people/1'");
        database.sql("UPDATE contacts_source_links SET generation = 99 WHERE external_contact_id = 'people/2'");

        instance.poll();

        assertThat(log.deleted()).containsExactly("people/3");
    }

    @Test
    void endsTheRunWhenNothingIsLeftToDelete() {
        links(100);
        var runId = noticedMissing(1);
        provider.stillHolding("people/1");

        instance.poll();

        assertThat(log.deleted()).isEmpty();
        assertThat(run(runId).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void namesWhomAHeldRunWouldTouch() {
        links(100);
        database.sql("""
                WITH made AS (
                    INSERT INTO contacts (name) SELECT 'Person ' || lpad(n::text, 3, '0') FROM generate_series(1, 100) n
                    RETURNING id, name)
                UPDATE contacts_source_links l SET local_contact_id = m.id FROM made m
                WHERE l.external_contact_id = 'people/' || right(m.name, 3)::integer
                """);
        var runId = noticedMissing(50);
        instance.poll();

        HeldPeople.Found found =
                new HeldPeople(database.pool()).of(runId, 2).await().indefinitely();

        assertThat(found.people()).extracting(HeldPeople.Person::name).containsExactly("Person 001", "Person 002");
        assertThat(found.more()).isEqualTo(48);
    }

    @Test
    void holdsTooManyAndAsks() {
        links(100);
        var runId = noticedMissing(50);

        instance.poll();

        assertThat(log.deleted()).isEmpty();
        assertThat(run(runId).state()).isEqualTo(RunState.HELD);
        assertThat(run(runId).error().message()).contains("50 of 100");
        assertThat(status().health()).isEqualTo(AccountHealth.HELD);
        assertThat(status().message()).contains("approve");
        assertThat(openQuestions()).isEqualTo(1);
    }

    @Test
    void goesOnPollingWhileARunIsHeld() {
        links(100);
        noticedMissing(50);
        instance.poll();
        instance.accounts.store().makeDue(account).await().indefinitely();

        instance.poll();

        assertThat(log.batches()).hasSize(1);
        assertThat(status().health()).isEqualTo(AccountHealth.HELD);
    }

    @Test
    void appliesWhatIsStillUnseenOnceApproved() {
        links(100);
        var runId = noticedMissing(50);
        instance.poll();
        database.sql("UPDATE contacts_source_links SET generation = 99 WHERE external_contact_id = 'people/7'");

        var approved = instance.held.approve(runId, "anna").await().indefinitely();

        assertThat(log.deleted()).hasSize(49).doesNotContain("people/7");
        assertThat(approved.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(approved.error()).isNull();
        assertThat(status().health()).isEqualTo(AccountHealth.OK);
        assertThat(openQuestions()).isZero();
    }

    @Test
    void listsEverythingAnewOnceRejected() {
        links(100);
        var runId = noticedMissing(50);
        instance.poll();

        database.sql("UPDATE contacts_sync_state SET sync_cursor = 'cursor', last_full_sync_at = now()");
        var rejected = instance.held.reject(runId, "anna").await().indefinitely();
        instance.poll();

        assertThat(log.deleted()).isEmpty();
        assertThat(rejected.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(database.sql("SELECT 1 FROM contacts_deletion_candidates")).isEmpty();
        assertThat(provider.calls()).containsExactly("full:null");
        assertThat(status().health()).isEqualTo(AccountHealth.OK);
        assertThat(openQuestions()).isZero();
    }

    @Test
    void asksAgainLaterWhenTheSourceCannotBeReached() {
        links(100);
        var runId = noticedMissing(2);
        provider.failingToConfirm(new Transient("t"));
        instance.poll();
        var waiting = run(runId);
        var atOnce = instance.poll();
        provider.failingToConfirm(null);
        database.sql("UPDATE contacts_sync_runs SET next_attempt_at = now()");

        instance.poll();

        assertThat(waiting.state()).isEqualTo(RunState.RUNNING);
        assertThat(atOnce).isZero();
        assertThat(log.deleted()).hasSize(2);
    }

    @Test
    void leavesItToPeopleWhenTheSourceWillNotAnswer() {
        links(100);
        var runId = noticedMissing(2);
        provider.failingToConfirm(new AuthRevoked("Connect the account again."));

        instance.poll();

        assertThat(run(runId).state()).isEqualTo(RunState.HELD);
        assertThat(run(runId).error().message()).contains("Connect the account again.");
        assertThat(database.sql("SELECT 1 FROM contacts_sync_state WHERE full_requested"))
                .as("whether the list was right is not known")
                .hasSize(1);
    }

    @Test
    void asksNoMoreOnceTheAccountIsDisconnected() {
        links(100);
        noticedMissing(50);
        instance.poll();

        instance.accounts.accounts().disconnect("google", "home").await().indefinitely();

        assertThat(openQuestions()).isZero();
    }

    @Test
    void asksNobodyAboutARunThatEndedWhileTheSourceWasAsked() {
        links(100);
        var runId = noticedMissing(50);
        instance.poll();
        instance.held.reject(runId, "anna").await().indefinitely();

        var asked = new CandidateStore(database.pool())
                .hold(account, runId, "Too many.", 50)
                .await()
                .indefinitely();

        assertThat(asked).isFalse();
        assertThat(openQuestions()).isZero();
        assertThat(instance.accounts.read(account).health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void countsOneOfTwoDecisionsAtTheSameMoment() {
        links(100);
        var runId = noticedMissing(50);
        instance.poll();

        var answers = Uni.join()
                .all(decided(instance.held.approve(runId, "anna")), decided(instance.held.reject(runId, "bo")))
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(answers).containsExactlyInAnyOrder("SUCCEEDED", "NOT_HELD");
        assertThat(log.deleted()).hasSize(answers.get(0).equals("SUCCEEDED") ? 50 : 0);
        assertThat(database.sql("SELECT decided_by FROM contacts_review_items WHERE kind = 'held_run'"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.getString(0)).isEqualTo(answers.get(0).equals("SUCCEEDED") ? "anna" : "bo"));
    }

    private static Uni<String> decided(Uni<RunView> decision) {
        return decision.map(run -> run.state().name())
                .onFailure(SyncRefusedException.class)
                .recoverWithItem(
                        refused -> ((SyncRefusedException) refused).reason().name());
    }

    @Test
    void refusesADecisionThatNobodyAskedFor() {
        var runId = noticedMissing(0);

        assertThatThrownBy(() -> instance.held.approve(runId, "anna").await().indefinitely())
                .isInstanceOf(SyncRefusedException.class)
                .hasMessageContaining("not held");
        assertThatThrownBy(() ->
                        instance.held.reject(new UUID(0, 0), "anna").await().indefinitely())
                .isInstanceOf(SyncRefusedException.class)
                .hasMessageContaining("no such run");
    }
}
