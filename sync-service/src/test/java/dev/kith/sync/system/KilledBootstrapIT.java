package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.demo.PersonGenerator;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.Servers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service dies without warning in the middle of an account's first sync, and goes on when it is started again. */
class KilledBootstrapIT {

    private static final int PAGE_SIZE = 20;
    private static final int PARTITIONS = 3 * 12;
    private static final int PEOPLE = PAGE_SIZE * KillPoint.PAGES;
    private static final String ACCOUNT = "mortal-" + UUID.randomUUID();

    private static final StandInControl GOOGLE = Google.control();
    private static CrmDump undisturbed;

    @BeforeAll
    static void readTheAccountUndisturbed() {
        GOOGLE.switches().maximumPageSize = PAGE_SIZE;
        Google.account(ACCOUNT);
        GOOGLE.putGroup(ACCOUNT, "a1", "Climbers");
        PersonGenerator people = new PersonGenerator(42);
        for (int number = 1; number <= PEOPLE; number++) {
            var person = people.person(number);
            if (number % 4 == 0) {
                person.withArray("memberships")
                        .addObject()
                        .putObject("contactGroupMembership")
                        .put("contactGroupResourceName", "contactGroups/a1")
                        .put("contactGroupId", "a1");
            }
            GOOGLE.putContact(ACCOUNT, Integer.toHexString(0xb000 + number), person);
        }
        try (Installation kith = installation().start()) {
            kith.client().connectGoogle(ACCOUNT);
            awaitEnd(kith);
            undisturbed = CrmDump.of(kith.database());
            assertThat(undisturbed.table("contacts")).hasSize(PEOPLE);
        }
    }

    @AfterAll
    static void restore() {
        GOOGLE.switches().maximumPageSize = 1000;
    }

    @Test
    void endsAsIfNothingHadHappenedAfterDyingAtEveryPointInTurn() {
        try (Installation kith = installation().start()) {
            dieAndRestart(kith, List.of(KillPoint.values()));
            assertUndisturbed(kith);
        }
    }

    @ParameterizedTest
    @Tag("proof")
    @EnumSource
    void endsAsIfNothingHadHappenedAfterDying(KillPoint point) {
        try (Installation kith = installation().start()) {
            dieAndRestart(kith, List.of(point));
            assertUndisturbed(kith);
        }
    }

    private static void dieAndRestart(Installation kith, List<KillPoint> points) {
        awaitAssignment(kith);
        boolean connected = false;
        for (KillPoint point : points) {
            try (Trap trap = point.set(kith, ACCOUNT)) {
                if (connected) {
                    kith.launch();
                } else {
                    kith.client().connectGoogle(ACCOUNT);
                    connected = true;
                }
                assertThat(trap.awaitSprung())
                        .as(() -> "came to " + point + "; the end of the service's log: " + kith.logTail())
                        .isTrue();
                kith.kill();
            }
            assertThat(kith.process().isAlive()).isFalse();
        }
        kith.start();
    }

    /** Traps lock rows, which are there once every partition of the log is assigned. */
    private static void awaitAssignment(Installation kith) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> kith.database().number("SELECT count(*) FROM contacts_log_offsets") == PARTITIONS);
    }

    private static void assertUndisturbed(Installation kith) {
        awaitEnd(kith);
        CrmDump dump = CrmDump.of(kith.database());
        assertThat(dump.rows().keySet()).isEqualTo(undisturbed.rows().keySet());
        dump.rows().forEach((table, rows) -> assertThat(rows).as(table).isEqualTo(undisturbed.table(table)));
        assertThat(kith.database()
                        .texts("SELECT state || ' ' || created FROM contacts_sync_runs WHERE state <> 'RUNNING'"))
                .as("whoever starts looks for changes, and may still be at it")
                .containsOnlyOnce("SUCCEEDED " + PEOPLE)
                .allMatch(run -> run.equals("SUCCEEDED " + PEOPLE) || run.equals("SUCCEEDED 0"));
        assertThat(kith.client().sync(ACCOUNT, "incremental").path("state").asText())
                .as("the cursor works")
                .isEqualTo("SUCCEEDED");
    }

    private static void awaitEnd(Installation kith) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> kith.database().number("SELECT count(*) FROM contacts_sync_runs") > 0
                        && kith.database().number("SELECT count(*) FROM contacts_sync_runs WHERE state = 'RUNNING'")
                                == 0);
    }

    private static Installation installation() {
        return Installation.on(Servers.postgres()).java("-XX:TieredStopAtLevel=1");
    }
}
