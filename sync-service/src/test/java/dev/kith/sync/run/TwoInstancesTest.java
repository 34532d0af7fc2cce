package dev.kith.sync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sync.testing.FakeContactsProvider;
import dev.kith.sync.testing.MigratedDatabase;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TwoInstancesTest {

    private static final int ACCOUNTS = 40;

    private static MigratedDatabase database;

    private final List<Instance> running = new ArrayList<>();
    private final FakeContactsProvider provider = new FakeContactsProvider("google").holdingPages(3);

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
    }

    @AfterEach
    void stopTheInstances() {
        running.forEach(instance -> instance.scheduler.stop(new ShutdownEvent()));
    }

    private Instance start(TableLog log) {
        var instance = new Instance(database.pool(), provider, log);
        running.add(instance);
        return instance;
    }

    @Test
    void shareAllAccountsAndNeverRunOneTwice() {
        Map<String, Set<Long>> fences = new ConcurrentHashMap<>();
        var log = new TableLog(database.pool())
                .before(batch -> fences.computeIfAbsent(batch.accountId(), account -> ConcurrentHashMap.newKeySet())
                        .add(batch.run().fence()));
        var one = start(log);
        var two = start(log);
        for (int number = 0; number < ACCOUNTS; number++) {
            one.accounts.connect("google", "account-" + number);
        }

        one.scheduler.wake();
        two.scheduler.wake();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                one.queries.latest("google", null, 100).await().indefinitely())
                        .hasSize(ACCOUNTS)
                        .allSatisfy(run -> assertThat(run.state()).isEqualTo(RunState.SUCCEEDED)));
        assertThat(log.batches()).hasSize(3 * ACCOUNTS);
        assertThat(fences).hasSize(ACCOUNTS);
        assertThat(fences.values()).allSatisfy(used -> assertThat(used).hasSize(1));
    }

    @Test
    void handAccountsOnWhenOneStops() {
        var log = new TableLog(database.pool());
        var stopping = start(log);
        var staying = start(log);
        stopping.accounts.connect("google", "home");
        log.before(batch -> stopping.scheduler.drain());

        stopping.scheduler.wake();
        await().atMost(Duration.ofSeconds(60)).until(() -> log.batches().size() == 1);
        log.before(batch -> {});
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            staying.scheduler.wake();
            assertThat(staying.queries.latest("google", null, 1).await().indefinitely())
                    .allSatisfy(run -> assertThat(run.state()).isEqualTo(RunState.SUCCEEDED));
        });

        assertThat(log.batches()).extracting(batch -> batch.run().page()).containsExactly(1, 2, 3);
    }
}
