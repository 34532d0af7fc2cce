package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.demo.DemoMac;
import dev.kith.sandbox.mac.AppleDatabase.Leave;
import dev.kith.sandbox.mac.MacHome;
import dev.kith.sandbox.mac.MessagesDatabase;
import dev.kith.sandbox.system.CrmTables;
import dev.kith.sync.log.Topics;
import dev.kith.sync.testing.Servers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mac-agent dies without warning at any point of its first run, and is run again. */
class KilledAgentIT {

    private static final int MORE_MESSAGES = 30_000;

    /** At how many records of the agent in the log it dies, one time after the other. */
    private static final int[] DEATHS = {0, 1, 2, 4, 12, 30, 55};

    private static final List<String> TABLES = Stream.concat(
                    CrmTables.NAMES.stream(),
                    Stream.of(
                            "contacts_provenance",
                            "contacts_source_links",
                            "contacts_waiting_interactions",
                            "contacts_placeholders",
                            "contacts_review_items",
                            "contacts_quarantine",
                            "contacts_dead_letters"))
            .toList();

    @TempDir
    private static Path mac;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeTheMac() {
        Instant now = Instant.now();
        DemoMac.write(mac, now);
        MessagesDatabase messages = MessagesDatabase.open(new MacHome(mac).messagesFile());
        messages.database().together(() -> {
            for (int i = 0; i < MORE_MESSAGES; i++) {
                messages.received("more-" + i, now.minus(Duration.ofMinutes(60L + i)), 1 + i % 20, null);
            }
        });
        messages.leave(Leave.WAL_AND_SHM);
    }

    @Test
    void leavesTheSameTablesAsOneThatLivedAndNoTraceOfAText(@TempDir Path living) throws InterruptedException {
        CrmDump undisturbed;
        try (Installation kith = installation()) {
            AgentProcess agent = new AgentProcess(mac, living, kith);
            agent.run();
            undisturbed = settled(kith);
            assertThat(undisturbed.table("interactions").size()).isGreaterThan(MORE_MESSAGES / 2);
            assertNothingIsWrittenBy(agent, kith);
            assertNothingIsWrittenBy(agent, kith, "--full");
            assertNothingIsWrittenBy(agent, kith, "--full");
        }
        try (Installation kith = installation()) {
            AgentProcess agent = new AgentProcess(mac, folder, kith);
            for (int records : DEATHS) {
                die(agent, kith, records);
            }
            agent.run();
            assertSame(settled(kith), undisturbed);
            assertNoText(agent, kith);
        }
    }

    private static void die(AgentProcess agent, Installation kith, int records) throws InterruptedException {
        long before = sent(kith);
        Process process = agent.start();
        while (process.isAlive() && sent(kith) < before + records) {
            Thread.onSpinWait();
        }
        process.destroyForcibly().waitFor();
    }

    private static long sent(Installation kith) {
        return kith.records().all().stream()
                .filter(record ->
                        List.of(Topics.MAC_CONTACTS, Topics.INTERACTIONS).contains(record.topic()))
                .count();
    }

    private static void assertNothingIsWrittenBy(AgentProcess agent, Installation kith, String... flags)
            throws InterruptedException {
        CrmRows before = CrmRows.of(kith.database());
        agent.run(flags);
        settled(kith);
        assertThat(CrmRows.of(kith.database())).as("%s", List.of(flags)).isEqualTo(before);
    }

    private static CrmDump settled(Installation kith) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> kith.database().number("""
                                SELECT (SELECT count(*) FROM contacts_sync_runs WHERE state = 'RUNNING')
                                     + (SELECT count(*) FROM contacts_waiting_interactions WHERE make_contact)
                                """) == 0);
        return CrmDump.of(kith.database());
    }

    private static void assertSame(CrmDump dump, CrmDump undisturbed) {
        for (String table : TABLES) {
            assertThat(natural(dump, table)).as(table).isEqualTo(natural(undisturbed, table));
        }
    }

    /** The generation counts full runs, of which a killed agent begins more. */
    private static List<String> natural(CrmDump dump, String table) {
        return dump.table(table).stream()
                .map(row -> row.replaceAll("\"generation\":\\d+", "\"generation\":0"))
                .sorted()
                .toList();
    }

    private static void assertNoText(AgentProcess agent, Installation kith) {
        assertThat(kith.records().all())
                .allSatisfy(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .doesNotContain(MessagesDatabase.SECRET));
        assertThat(CrmDump.of(kith.database()).rows().values())
                .allSatisfy(rows -> assertThat(rows).noneMatch(row -> row.contains(MessagesDatabase.SECRET)));
        assertThat(agent.state() + agent.said() + kith.log()).doesNotContain(MessagesDatabase.SECRET);
    }

    private static Installation installation() {
        return Installation.on(Servers.postgres())
                .java("-XX:TieredStopAtLevel=1")
                .start();
    }
}
