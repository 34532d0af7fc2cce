package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.SyncMode;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.provider.SourcePage.Overlap;
import dev.kith.sync.provider.SourcePage.Rejected;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldListingsTest {

    private static MigratedDatabase database;

    private final FakeContactsProvider provider = new FakeContactsProvider("google").holdingPages(2);
    private TableLog log;
    private Instance instance;

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
        database.sql("DELETE FROM contacts_quarantine");
        log = new TableLog(database.pool());
        instance = new Instance(database.pool(), provider, log);
        instance.accounts.connect("google", "home");
    }

    @AfterEach
    void noEndedRunWaits() {
        PolledAccount.assertThatNoEndedRunWaits(database);
    }

    private void poll() {
        database.sql("UPDATE contacts_sync_leases SET next_run_at = now()");
        instance.poll();
    }

    private RunView held() {
        poll();
        return latest();
    }

    private RunView latest() {
        return runs().get(0);
    }

    private List<RunView> runs() {
        return instance.queries.latest("google", "home", 10).await().indefinitely();
    }

    private StatusView status() {
        return instance.status.list("google", null).await().indefinitely().get(0);
    }

    private long openQuestions() {
        return database.sql("SELECT 1 FROM contacts_review_items WHERE kind = 'held_run' AND status = 'open'")
                .size();
    }

    @Test
    void publishesNothingOfAListingThatSharesUnderHalf() {
        provider.listing(new Overlap(9, 4));

        RunView run = held();

        assertThat(run.state()).isEqualTo(RunState.HELD);
        assertThat(run.error().message()).contains("4 of the 9");
        assertThat(log.batches()).isEmpty();
        assertThat(status().health()).isEqualTo(AccountHealth.HELD);
        assertThat(openQuestions()).isEqualTo(1);
    }

    /** Nothing of the list was read: the cursor may still be one that passes something over. */
    @Test
    void isStillToBeReadInFullThoughNotAtOnce() {
        provider.listing(new Overlap(9, 4));
        held();

        assertThat(database.sql("""
                        SELECT 1 FROM contacts_sync_state JOIN contacts_sync_leases USING (provider, account_id)
                        WHERE full_requested AND next_run_at > now()
                        """)).hasSize(1);
    }

    @Test
    void readsAListingThatSharesHalf() {
        provider.listing(new Overlap(8, 4));

        assertThat(held().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(log.batches()).hasSize(2);
    }

    @Test
    void readsOnOnceSomebodyApproved() {
        provider.listing(new Overlap(9, 0));
        RunView run = held();

        instance.held.approve(run.runId(), "alice").await().indefinitely();
        poll();

        assertThat(latest().runId()).isEqualTo(run.runId());
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(log.batches()).hasSize(2);
        assertThat(status().health()).isEqualTo(AccountHealth.OK);
        assertThat(openQuestions()).isZero();
    }

    @Test
    void listsAnewAfterARejection() {
        provider.listing(new Overlap(9, 0));
        RunView run = held();

        instance.held.reject(run.runId(), "alice").await().indefinitely();

        assertThat(latest().state()).isEqualTo(RunState.FAILED);
        assertThat(latest().error().code()).isEqualTo("rejected");
        assertThat(status().health()).isEqualTo(AccountHealth.OK);
        assertThat(openQuestions()).isZero();
        assertThat(database.sql("SELECT 1 FROM contacts_sync_state WHERE full_requested"))
                .hasSize(1);
    }

    @Test
    void doesNotAskAgainWhileTheSourceAnswersWithWhatWasRejected() {
        provider.listing(new Overlap(9, 0));
        instance.held.reject(held().runId(), "alice").await().indefinitely();

        poll();

        assertThat(latest().state()).isEqualTo(RunState.FAILED);
        assertThat(latest().error().code()).isEqualTo("rejected");
        assertThat(status().health()).isEqualTo(AccountHealth.DEGRADED);
        assertThat(status().message()).contains("still answers").contains("sync now");
        assertThat(openQuestions()).isZero();
        assertThat(log.batches()).isEmpty();
    }

    @Test
    void asksAgainWhenAnotherListingIsDoubtful() {
        provider.listing(new Overlap(9, 0));
        instance.held.reject(held().runId(), "alice").await().indefinitely();
        provider.listing(new Overlap(9, 3));

        poll();

        assertThat(latest().state()).isEqualTo(RunState.HELD);
        assertThat(openQuestions()).isEqualTo(1);
    }

    @Test
    void asksAgainWhenSomebodySyncsByHandOrTheListHadBeenInOrder() {
        provider.listing(new Overlap(9, 0));
        instance.held.reject(held().runId(), "alice").await().indefinitely();

        instance.runs
                .open(
                        instance.accounts
                                .store()
                                .find("google", "home")
                                .await()
                                .indefinitely()
                                .orElseThrow()
                                .source(),
                        SyncMode.FULL,
                        RunTrigger.REQUEST)
                .await()
                .indefinitely();
        poll();
        assertThat(latest().state()).isEqualTo(RunState.HELD);

        instance.held.reject(latest().runId(), "alice").await().indefinitely();
        provider.listing(new Overlap(9, 9));
        poll();
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
        provider.listing(new Overlap(9, 0));
        database.sql("UPDATE contacts_sync_state SET full_requested = true");
        poll();
        assertThat(latest().state()).isEqualTo(RunState.HELD);
    }

    @Test
    void countsOneOfTwoDecisionsAtTheSameMoment() {
        provider.listing(new Overlap(9, 0));
        var runId = held().runId();

        var refused = Uni.join()
                .all(
                        refused(instance.held.reject(runId, "alice")),
                        refused(instance.held.approve(runId, "bob")),
                        refused(instance.held.reject(runId, "carol")))
                .andFailFast()
                .await()
                .indefinitely();

        assertThat(refused).containsOnlyOnce(false);
    }

    private static Uni<Boolean> refused(Uni<RunView> decision) {
        return decision.replaceWith(false).onFailure(SyncRefusedException.class).recoverWithItem(true);
    }

    @Test
    void asksOnceHoweverOftenTheListingIsDoubtful() {
        provider.listing(new Overlap(9, 0));
        RunView first = held();

        poll();

        assertThat(runs()).hasSize(2);
        assertThat(runs().stream().filter(run -> run.runId().equals(first.runId())))
                .singleElement()
                .satisfies(run -> assertThat(run.state()).isEqualTo(RunState.HELD));
        assertThat(latest().state()).isEqualTo(RunState.FAILED);
        assertThat(openQuestions()).isEqualTo(1);
        assertThat(log.batches()).isEmpty();
    }

    @Test
    void takesTheQuestionBackWhenTheRightServerAnswersAgain() {
        provider.listing(new Overlap(9, 0));
        RunView first = held();

        provider.listing(new Overlap(9, 9));
        poll();

        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(instance.queries
                        .find(first.runId())
                        .await()
                        .indefinitely()
                        .orElseThrow()
                        .error()
                        .code())
                .isEqualTo("superseded");
        assertThat(status().health()).isEqualTo(AccountHealth.OK);
        assertThat(openQuestions()).isZero();
    }

    @Test
    void decidesNothingTwice() {
        provider.listing(new Overlap(9, 0));
        RunView run = held();
        instance.held.reject(run.runId(), "alice").await().indefinitely();

        assertThatThrownBy(() ->
                        instance.held.approve(run.runId(), "alice").await().indefinitely())
                .isInstanceOf(SyncRefusedException.class);
    }

    @Test
    void doesNotAskAgainAboutDeletionsOfAnApprovedListing() {
        database.sql("""
                INSERT INTO contacts_source_links (provider, account_id, external_contact_id, last_seen_at)
                VALUES ('google', 'home', 'people/old', now() - interval '1 day')
                """);
        provider.listing(new Overlap(1, 0));
        RunView run = held();
        instance.held.approve(run.runId(), "alice").await().indefinitely();
        database.sql("""
                INSERT INTO contacts_deletion_candidates
                    (provider, account_id, external_contact_id, run_id, stream, reason)
                VALUES ('google', 'home', 'people/old', $1, 'contacts', 'absent')
                """, run.runId());

        poll();
        poll();

        assertThat(log.deleted()).containsExactly("people/old");
        assertThat(latest().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void setsAsideOnceWhatTheSourceCouldNotRead() {
        provider.rejecting(new Rejected("people/bad", "This card cannot be read."));

        poll();

        assertThat(latest().summary().quarantined()).isEqualTo(1);
        assertThat(database.sql("SELECT message FROM contacts_quarantine WHERE external_contact_id = 'people/bad'"))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("message")).isEqualTo("This card cannot be read."));
    }
}
