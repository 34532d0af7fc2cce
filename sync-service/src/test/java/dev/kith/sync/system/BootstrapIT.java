package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sandbox.demo.DemoContacts;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.server.PostgresServer;
import dev.kith.sync.testing.Google;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole account read for the first time: what it costs, and that nothing is written when it is read again. */
class BootstrapIT {

    private static final int STATEMENTS_PER_THOUSAND = 30;
    private static final long MOST_MEGABYTES = 256;

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

    /** What a bootstrap came to. */
    private record Outcome(int contacts, Footprint footprint, double seconds, double statementsPerThousand) {

        @Override
        public String toString() {
            return "bootstrap n=%d rate=%.0f/s statements_per_1000=%.1f live_heap=%dM highest_heap=%dM peak_rss=%dM"
                    .formatted(
                            contacts,
                            contacts / seconds,
                            statementsPerThousand,
                            footprint.liveHeapMegabytes(),
                            footprint.highestHeapMegabytes(),
                            footprint.peakResidentMegabytes());
        }
    }

    @Test
    void takesFewStatementsAndThenWritesNothingUntilSomethingChanges() {
        String account = open(3_000);
        try (Installation kith = installation().start()) {
            Outcome outcome = bootstrap(kith, account, 3_000);
            System.out.println(outcome);
            assertThat(outcome.statementsPerThousand()).isLessThanOrEqualTo(STATEMENTS_PER_THOUSAND);

            writesNothingInto(kith, () -> kith.client().sync(account, "incremental"), 0);
            writesNothingInto(kith, () -> kith.client().sync(account, "full"), 3_000);
            google.contacts(account).keySet().stream()
                    .limit(50)
                    .forEach(name -> google.touchContact(account, name.substring("people/c".length())));
            writesNothingInto(kith, () -> kith.client().sync(account, "incremental"), 50);
        }
    }

    @Test
    @Tag("proof")
    void needsNoMoreMemoryForALargeAccountThanForASmallOne() {
        Outcome small = bootstrap(5_000);
        Outcome large = bootstrap(25_000);
        System.out.println(small);
        System.out.println(large);

        assertThat(large.statementsPerThousand()).isLessThanOrEqualTo(STATEMENTS_PER_THOUSAND);
        assertThat(large.footprint().liveHeapMegabytes())
                .isLessThanOrEqualTo(small.footprint().liveHeapMegabytes() + 8);
        assertThat(large.footprint().highestHeapMegabytes()).isLessThan(MOST_MEGABYTES);
    }

    private Outcome bootstrap(int contacts) {
        String account = open(contacts);
        try (Installation kith = installation().start()) {
            return bootstrap(kith, account, contacts);
        }
    }

    private Outcome bootstrap(Installation kith, String account, int contacts) {
        kith.database().sql("SELECT pg_stat_statements_reset()");
        kith.client().connectGoogle(account);
        JsonNode run = await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> kith.client().get("/api/sync/runs").data().path(0),
                        found -> !found.path("state").asText("RUNNING").equals("RUNNING"));
        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("SUCCEEDED");
        assertThat(run.at("/summary/created").asInt()).isEqualTo(contacts);
        double seconds = kith.database()
                        .number(
                                "SELECT (extract(epoch FROM ended_at - started_at) * 1000)::bigint FROM contacts_sync_runs")
                / 1000.0;
        return new Outcome(
                contacts,
                Footprint.of(kith.process().pid(), kith.folder().root().resolve("collections.log")),
                seconds,
                statements(kith) * 1000.0 / contacts);
    }

    private static void writesNothingInto(Installation kith, Supplier<JsonNode> sync, int fetched) {
        CrmRows before = CrmRows.of(kith.database());
        JsonNode run = sync.get();
        assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(run.at("/summary/fetched").asInt()).isEqualTo(fetched);
        assertThat(run.at("/summary/skipped").asInt()).isEqualTo(fetched);
        assertThat(CrmRows.of(kith.database())).isEqualTo(before);
    }

    /** Everything the service's role had executed in its database, polling and leases included. */
    private static long statements(Installation kith) {
        return kith.database().number("""
                SELECT sum(s.calls) FROM pg_stat_statements s
                JOIN pg_database d ON d.oid = s.dbid JOIN pg_roles r ON r.oid = s.userid
                WHERE d.datname = current_database() AND r.rolname = ?
                """, kith.database().user());
    }

    private static Installation installation() {
        Installation kith = Installation.on(postgres);
        kith.database().sql("CREATE EXTENSION pg_stat_statements");
        return kith.java(Footprint.option(kith.folder().root().resolve("collections.log")));
    }

    private String open(int contacts) {
        String account = "many-" + UUID.randomUUID();
        Google.account(account);
        DemoContacts.many(google, account, contacts);
        return account;
    }
}
