package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.server.PostgresServer;
import dev.kith.sync.log.Topics;
import dev.kith.sync.testing.Google;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred accounts are connected on one morning to an instance that has half a gigabyte. */
@Tag("proof")
class LoadIT {

    private static final int ACCOUNTS = Integer.getInteger("kith.load.accounts", 100);
    private static final int PEOPLE = Integer.getInteger("kith.load.people", 2_000);
    private static final int HEAP_MEGABYTES = 512;

    private static PostgresServer postgres;

    private final StandInControl google = Google.control();

    @BeforeAll
    static void startDatabase() {
        postgres = PostgresServer.counting();
    }

    @AfterAll
    static void stopDatabase() {
        postgres.close();
    }

    @Test
    void readsThemAllAndKeepsItsMemory() throws Exception {
        List<String> accounts = IntStream.rangeClosed(1, ACCOUNTS)
                .mapToObj(number -> open("load-" + number + "-" + UUID.randomUUID(), number))
                .toList();
        Installation kith = Installation.on(postgres).with("KITH_SYNC_LEASE", "PT30S");
        kith.java(
                "-Xmx" + HEAP_MEGABYTES + "m",
                Footprint.option(kith.folder().root().resolve("collections.log")));
        try (kith) {
            kith.start();
            Instant begun = Instant.now();
            accounts.parallelStream().forEach(kith.client()::connectGoogle);
            awaitEnds(kith);
            double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
            Footprint footprint =
                    Footprint.of(kith.process().pid(), kith.folder().root().resolve("collections.log"));
            System.out.printf(
                    "load accounts=%d people=%d seconds=%.0f rate=%.0f/s live_heap=%dM highest_heap=%dM peak_rss=%dM%n",
                    ACCOUNTS,
                    ACCOUNTS * PEOPLE,
                    seconds,
                    ACCOUNTS * PEOPLE / seconds,
                    footprint.liveHeapMegabytes(),
                    footprint.highestHeapMegabytes(),
                    footprint.peakResidentMegabytes());
            System.out.printf(
                    "load bytes_per_contact database=%d log=%d%n",
                    kith.database().number("SELECT pg_database_size(current_database())") / (ACCOUNTS * PEOPLE),
                    logBytes(kith) / (ACCOUNTS * PEOPLE));

            assertThat(kith.log()).doesNotContain("OutOfMemoryError");
            assertThat(footprint.highestHeapMegabytes()).isLessThan(HEAP_MEGABYTES);
            assertThat(kith.database()
                            .texts("SELECT DISTINCT state || ' ' || created || ' ' || quarantined"
                                    + " FROM contacts_sync_runs WHERE created > 0"))
                    .containsExactly("SUCCEEDED " + PEOPLE + " 0");
            assertThat(kith.database().number("SELECT count(*) FROM contacts_sync_runs WHERE state <> 'SUCCEEDED'"))
                    .isZero();
            assertThat(kith.database().number("SELECT count(*) FROM contacts")).isEqualTo((long) ACCOUNTS * PEOPLE);
        }
    }

    private static long logBytes(Installation kith) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", (Object) kith.kafka().bootstrapServers()))) {
            return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> replica.getKey().topic().equals(Topics.CONTACTS))
                    .mapToLong(replica -> replica.getValue().size())
                    .sum();
        }
    }

    private static void awaitEnds(Installation kith) {
        await().atMost(Duration.ofMinutes(20))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> kith.database()
                                .number("SELECT count(*) FROM contacts_sync_state WHERE last_success_at IS NOT NULL")
                        == ACCOUNTS);
    }

    /** Nobody is in two accounts. */
    private String open(String account, int number) {
        Google.account(account);
        for (int i = 0; i < PEOPLE; i++) {
            google.putContact(
                    account,
                    Integer.toHexString(0x10000 + i),
                    Google.person("Load" + letters(number), "Person" + letters(i)));
        }
        return account;
    }

    private static String letters(int number) {
        return Integer.toString(number, 26)
                .chars()
                .mapToObj(digit -> String.valueOf((char) ('a' + Character.digit(digit, 26))))
                .reduce("", String::concat);
    }
}
