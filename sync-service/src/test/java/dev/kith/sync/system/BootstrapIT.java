package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.sandbox.demo.DemoContacts;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sandbox.server.PostgresServer;
import dev.kith.sandbox.system.CrmTables;
import dev.kith.sync.testing.Google;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole account read for the first time: what it costs, and that nothing is written when it is read again. */
class BootstrapIT {

    private static final int STATEMENTS_PER_THOUSAND = 40;
    /** Connecting the account, its tokens and groups, opening and ending the run. */
    private static final int STATEMENTS_OF_A_RUN = 60;
    /**
     * Up to 2,000 contacts are applied in one slice, the first hundreds by statements of their own; how many come together
     * depends on how fast they arrive.
     */
    private static final int STATEMENTS_OF_A_SLICE = 38;

    private static final long MOST_MEGABYTES = 256;
    private static final int FEW = 3_000;

    private static PostgresServer postgres;

    private final StandInControl google = Google.control();
    private Statements statements;

    @BeforeAll
    static void startDatabase() {
        postgres = PostgresServer.counting();
    }

    @AfterAll
    static void stopDatabase() {
        postgres.close();
    }

    /** What a bootstrap came to. */
    private record Outcome(
            int contacts, Footprint footprint, double seconds, double statementsPerThousand, String statements) {

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
        String account = open(FEW);
        try (Installation kith = installation().start()) {
            Outcome outcome = bootstrap(kith, account, FEW);
            System.out.println(outcome);
            assertThat(statements.count())
                    .as(statements::byCalls)
                    .isLessThanOrEqualTo(STATEMENTS_OF_A_RUN + STATEMENTS_OF_A_SLICE * statements.slices());

            writesNothingInto(kith, () -> kith.client().sync(account, "incremental"), 0);
            writesNothingInto(kith, () -> kith.client().sync(account, "full"), FEW);
            google.contacts(account).keySet().stream()
                    .limit(50)
                    .map(name -> Long.toHexString(Long.parseLong(name.substring("people/c".length()))))
                    .forEach(sourceId -> google.touchContact(account, sourceId));
            writesNothingInto(kith, () -> kith.client().sync(account, "incremental"), 50);
        }
    }

    @Test
    @Tag("proof")
    void needsNoMoreMemoryForALargeAccountThanForASmallOne() {
        Outcome small = bootstrap(3_000);
        Outcome middle = bootstrap(10_000);
        Outcome large = bootstrap(25_000);
        List.of(small, middle, large).forEach(System.out::println);

        assertThat(large.statementsPerThousand()).as(large.statements()).isLessThanOrEqualTo(STATEMENTS_PER_THOUSAND);
        assertThat(large.footprint().liveHeapMegabytes())
                .isLessThanOrEqualTo(middle.footprint().liveHeapMegabytes() + 8);
        assertThat(large.footprint().highestHeapMegabytes()).isLessThan(MOST_MEGABYTES);
    }

    private Outcome bootstrap(int contacts) {
        String account = open(contacts);
        try (Installation kith = installation().start()) {
            Outcome outcome = bootstrap(kith, account, contacts);
            assertThatNoRowIsWrittenAgain(kith, account, contacts);
            return outcome;
        }
    }

    private Outcome bootstrap(Installation kith, String account, int contacts) {
        statements.reset();
        kith.client().connectGoogle(account);
        List<String> run = await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> kith.database()
                                .texts(
                                        "SELECT state || ' ' || created FROM contacts_sync_runs WHERE ended_at IS NOT NULL"),
                        ended -> !ended.isEmpty());
        assertThat(run).containsExactly("SUCCEEDED " + contacts);
        double seconds = kith.database()
                        .number(
                                "SELECT (extract(epoch FROM ended_at - started_at) * 1000)::bigint FROM contacts_sync_runs")
                / 1000.0;
        return new Outcome(
                contacts,
                Footprint.of(kith.process().pid(), kith.folder().root().resolve("collections.log")),
                seconds,
                statements.count() * 1000.0 / contacts,
                statements.byCalls());
    }

    private static void assertThatNoRowIsWrittenAgain(Installation kith, String account, int contacts) {
        kith.stop();
        List<String> before = rowsWritten(kith);
        kith.start();
        JsonNode run = kith.client().sync(account, "full");
        kith.stop();
        assertThat(run.at("/summary/unchanged").asInt()).as("%s", run).isEqualTo(contacts);
        assertThat(rowsWritten(kith)).isEqualTo(before);
    }

    private static void writesNothingInto(Installation kith, Supplier<JsonNode> sync, int fetched) {
        CrmRows before = CrmRows.of(kith.database());
        JsonNode run = sync.get();
        assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(run.at("/summary/fetched").asInt()).isEqualTo(fetched);
        assertThat(run.at("/summary/skipped").asInt()).isEqualTo(fetched);
        assertThat(CrmRows.of(kith.database())).isEqualTo(before);
    }

    /** Rows written into the CRM's tables so far; a backend tells of its last ones when it ends. */
    private static List<String> rowsWritten(Installation kith) {
        return kith.database().texts("""
                SELECT relname || ' ' || n_tup_ins || ' ' || n_tup_upd || ' ' || n_tup_del FROM pg_stat_user_tables
                WHERE relname = ANY (?) ORDER BY relname
                """, (Object) CrmTables.NAMES.toArray(String[]::new));
    }

    private Installation installation() {
        Installation kith = Installation.on(postgres).with("KITH_SYNC_LEASE", "PT30S");
        statements = new Statements(kith.database());
        return kith.java(Footprint.option(kith.folder().root().resolve("collections.log")));
    }

    private String open(int contacts) {
        String account = "many-" + UUID.randomUUID();
        Google.account(account);
        DemoContacts.many(google, account, contacts);
        return account;
    }
}
