package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.account.AccountFixtures;
import dev.kith.sync.account.ProviderRegistry;
import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseStoreTest {

    private static final Set<String> POLLED = Set.of("google");

    private static MigratedDatabase database;

    private LeaseStore leases;
    private AccountFixtures accounts;

    @BeforeAll
    static void createDatabase() {
        database = MigratedDatabase.create();
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void startEmpty() {
        database.clear();
        leases = new LeaseStore(database.pool(), new TestConfig(4));
        accounts = new AccountFixtures(database.pool(), ProviderRegistry.of(new FakeContactsProvider("google")));
    }

    private List<Lease> claim(String owner, int limit) {
        return leases.claimDue(owner, POLLED, limit).await().indefinitely();
    }

    private void letLeasesRunOut() {
        database.sql(
                "UPDATE contacts_sync_leases SET expires_at = now() - interval '1 second' WHERE owner IS NOT NULL");
    }

    @Test
    void givesAnAccountToOneInstanceOnly() {
        accounts.connect("google", "home");

        assertThat(claim("one", 10)).hasSize(1);
        assertThat(claim("two", 10)).isEmpty();
        assertThat(leases.claim("google", "home", "two").await().indefinitely()).isEmpty();
    }

    @Test
    void sharesManyAccountsBetweenInstancesThatClaimAtOnce() {
        for (int number = 0; number < 60; number++) {
            accounts.connect("google", "account-" + number);
        }

        var claims = new ArrayList<Uni<List<Lease>>>();
        for (int instance = 0; instance < 12; instance++) {
            claims.add(leases.claimDue("instance-" + instance, POLLED, 5));
        }
        var claimed = Uni.join().all(claims).andFailFast().await().indefinitely().stream()
                .flatMap(List::stream)
                .map(Lease::accountId)
                .toList();
        var rest = claim("rest", 100).stream().map(Lease::accountId).toList();

        assertThat(Stream.concat(claimed.stream(), rest.stream())).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void claimsNoMoreThanItIsAskedFor() {
        accounts.connect("google", "one");
        accounts.connect("google", "two");

        assertThat(claim("one", 1)).hasSize(1);
    }

    @Test
    void takesADeadOwnersAccountOverWithAHigherFence() {
        accounts.connect("google", "home");
        var dead = claim("dead", 1).get(0);
        letLeasesRunOut();

        var heir = claim("heir", 1).get(0);

        assertThat(heir.fence()).isEqualTo(dead.fence() + 1);
        assertThat(leases.heartbeat(dead).await().indefinitely()).isFalse();
        assertThat(leases.raiseFence(dead).await().indefinitely()).isEmpty();
        assertThat(leases.heartbeat(heir).await().indefinitely()).isTrue();
    }

    @Test
    void doesNotLetADeadOwnerGiveItsHeirsLeaseBack() {
        accounts.connect("google", "home");
        var dead = claim("dead", 1).get(0);
        letLeasesRunOut();
        claim("heir", 1);

        leases.release(dead, Duration.ZERO).await().indefinitely();

        assertThat(claim("third", 1)).isEmpty();
    }

    @Test
    void leavesOthersSomeOfItsTimeToTakeASilentOnesAccountsOver() {
        accounts.connect("google", "home");
        leases.heartbeat(claim("silent", 1).get(0)).await().indefinitely();

        // TestConfig's lease is 30 seconds.
        database.sql("UPDATE contacts_sync_leases SET expires_at = expires_at - interval '28 seconds'");

        assertThat(claim("heir", 1)).hasSize(1);
    }

    @Test
    void keepsALeaseThatBeats() {
        accounts.connect("google", "home");
        var lease = claim("one", 1).get(0);
        letLeasesRunOut();
        leases.heartbeat(lease).await().indefinitely();

        assertThat(claim("two", 1)).isEmpty();
    }

    @Test
    void raisesTheFenceUnderALeaseThatStays() {
        accounts.connect("google", "home");
        var lease = claim("one", 1).get(0);

        var raised = leases.raiseFence(lease).await().indefinitely().orElseThrow();

        assertThat(raised.fence()).isEqualTo(lease.fence() + 1);
        assertThat(leases.heartbeat(raised).await().indefinitely()).isTrue();
        assertThat(leases.heartbeat(lease).await().indefinitely()).isFalse();
    }

    @Test
    void neverPollsAccountsThatPush() {
        accounts.connect("file", "import");

        assertThat(leases.claimDue("one", Set.of("google"), 10).await().indefinitely())
                .isEmpty();
    }

    @Test
    void claimsARunThatItsOwnerLeftBeforeAccountsThatAreDue() {
        accounts.connect("google", "left");
        Stream.of("a", "b", "c").forEach(id -> accounts.connect("google", id));
        database.sql("""
                INSERT INTO contacts_sync_runs (run_id, provider, account_id, mode, trigger, generation, chain_fence)
                VALUES (gen_random_uuid(), 'google', 'left', 'full', 'request', 1, 1)
                """);
        database.sql("""
                UPDATE contacts_sync_leases SET next_run_at = now() + interval '10 minutes',
                    owner = 'dead', expires_at = now() - interval '1 second'
                WHERE account_id = 'left'
                """);

        assertThat(claim("one", 1)).extracting(Lease::accountId).containsExactly("left");
    }

    @Test
    void leavesAccountsThatAreNotDue() {
        accounts.connect("google", "home");
        var lease = claim("one", 1).get(0);
        leases.release(lease, Duration.ofMinutes(15)).await().indefinitely();

        assertThat(claim("one", 1)).isEmpty();
    }
}
