package dev.kith.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.google.Switches;
import dev.kith.sync.account.AccountHealth;
import dev.kith.sync.run.RunState;
import dev.kith.sync.run.RunView;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(KithServers.class)
class GoogleToCrmTest {

    private static final String CONTACTS = "/v1/people/me/connections";

    @Inject
    GoogleAccount account;

    @BeforeEach
    void readPagesOfTwo() {
        switches().maximumPageSize = 2;
    }

    @AfterEach
    void restore() {
        switches().maximumPageSize = 1000;
        switches().expiredDetails = true;
        switches().expiredGone = false;
        switches().expiredStatus = "FAILED_PRECONDITION";
        account.disconnect();
    }

    private Switches switches() {
        return account.google.switches();
    }

    @Test
    void bringsEveryContactIntoTheCrmOnce() {
        account.put(1, 5);
        account.connect();

        RunView first = account.sync(SyncMode.FULL);
        RunView second = account.sync(SyncMode.INCREMENTAL);

        assertThat(first.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(account.names()).containsExactly("Person 1", "Person 2", "Person 3", "Person 4", "Person 5");
        assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(second.summary().fetched()).isZero();
    }

    @Test
    void followsChangesAndNoticesTombstones() {
        account.put(1, 4);
        account.connect();
        account.sync(SyncMode.FULL);
        account.put("Renamed", 1);
        account.delete(2);

        RunView run = account.sync(SyncMode.INCREMENTAL);

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(run.summary().deleted()).isEqualTo(1);
        assertThat(account.names()).contains("Renamed 1", "Person 2");
        assertThat(account.deletedLinks()).isEqualTo(1);
        assertThat(account.texts(
                        "SELECT type FROM activity_feed WHERE details ->> 'accountId' = $1 AND type LIKE '%deleted%'"))
                .hasSize(1);
    }

    @ParameterizedTest(name = "{0}, details {1}, 410 {2}, page {3}")
    @CsvSource({
        "FAILED_PRECONDITION,true,false,1",
        "FAILED_PRECONDITION,false,false,1",
        "FAILED_PRECONDITION,true,false,2",
        "INVALID_ARGUMENT,true,false,1",
        "INVALID_ARGUMENT,false,false,1",
        "INVALID_ARGUMENT,false,false,2",
        "FAILED_PRECONDITION,false,true,1"
    })
    void healsAnExpiredSyncTokenWithinTheCycle(String status, boolean details, boolean gone, int page) {
        account.put(1, 5);
        account.connect();
        account.sync(SyncMode.FULL);
        account.delete(5);
        for (int i = 1; i <= 3; i++) {
            account.put("Changed", i);
        }
        switches().expiredStatus = status;
        switches().expiredDetails = details;
        switches().expiredGone = gone;
        account.google.fault(new Fault(CONTACTS, page, Fault.Kind.EXPIRED_SYNC_TOKEN));

        RunView run = account.sync(SyncMode.INCREMENTAL);

        assertThat(run.mode()).isEqualTo(SyncMode.FULL);
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(account.names()).contains("Changed 1", "Changed 2", "Changed 3", "Person 4");
        assertThat(account.deletedLinks()).as("the delete during the gap").isEqualTo(1);
        assertThat(account.status().health()).isEqualTo(AccountHealth.OK);
    }

    @Test
    void findsEverythingThatHappenedWhileItsTokenDied() {
        account.put(1, 4);
        account.connect();
        account.sync(SyncMode.FULL);
        account.delete(2);
        account.put("New", 5);
        account.google.expireSyncTokens(account.id);

        RunView healed = account.sync(SyncMode.INCREMENTAL);
        RunView next = account.sync(SyncMode.INCREMENTAL);

        assertThat(healed.mode()).isEqualTo(SyncMode.FULL);
        assertThat(account.names()).contains("New 5");
        assertThat(account.deletedLinks()).isEqualTo(1);
        assertThat(next.mode()).isEqualTo(SyncMode.INCREMENTAL);
        assertThat(next.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(next.summary().fetched()).isZero();
    }

    @Test
    void beginsABrokenChainAgainWithinTheRun() {
        account.put(1, 5);
        account.connect();
        account.google.fault(new Fault(CONTACTS, 2, Fault.Kind.INVALID_ARGUMENT));

        RunView run = account.sync(SyncMode.FULL);

        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(account.names()).hasSize(5);
        assertThat(account.deletedLinks()).isZero();
    }

    @Test
    void keepsARenamedContactTheSame() {
        account.put(1, 3);
        account.connect();
        account.sync(SyncMode.FULL);
        switches().renameTombstone = "after";
        account.google.renameContact(
                account.id,
                account.sourceId(2),
                "people/1" + account.sourceId(2).hashCode());

        RunView delta = account.sync(SyncMode.INCREMENTAL);
        RunView full = account.sync(SyncMode.FULL);
        switches().renameTombstone = "none";

        assertThat(delta.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(full.summary().created()).isZero();
        assertThat(account.names()).hasSize(3);
        assertThat(account.deletedLinks()).isZero();
    }

    /** Six days after the last full listing, however many deltas were read since. */
    @Test
    void listsEverythingSixDaysAfterTheLastFullListing() {
        account.put(1, 2);
        account.connect();
        account.sync(SyncMode.FULL);
        account.change("UPDATE contacts_sync_state SET last_full_sync_at = now() - interval '5 days 23 hours'"
                + " WHERE account_id = $1");
        account.put("Changed", 1);

        RunView young = account.sync(SyncMode.INCREMENTAL);
        account.change("UPDATE contacts_sync_state SET last_full_sync_at = last_full_sync_at - interval '2 hours'"
                + " WHERE account_id = $1");
        RunView old = account.sync(SyncMode.INCREMENTAL);
        RunView renewed = account.sync(SyncMode.INCREMENTAL);

        assertThat(young.mode()).isEqualTo(SyncMode.INCREMENTAL);
        assertThat(old.mode()).as("the delta did not make the cursor younger").isEqualTo(SyncMode.FULL);
        assertThat(renewed.mode()).isEqualTo(SyncMode.INCREMENTAL);
    }
}
