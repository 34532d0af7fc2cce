package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.agent.LibraryPrint;
import dev.kith.model.InteractionBatch;
import dev.kith.model.SyncMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every flag alone, with every other, and all at once: each does what it does, whatever stands beside it. */
class FlagsTest {

    private static final List<String> PARTS = List.of("", "--contacts-only", "--interactions-only");
    private static final List<String> SWITCHES =
            List.of("--dry-run", "--known-only", "--full", "--days=0", "-v", "--json");

    private static final int CONTACTS = 3;
    private static final int RECENT = 6;
    private static final int OLD = 2;

    @TempDir
    private Path mac;

    @TempDir
    private Path homes;

    @BeforeEach
    void setUp() {
        TestMac.in(mac);
    }

    @TestFactory
    List<DynamicTest> combinations() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String part : PARTS) {
            for (int chosen : chosen()) {
                List<String> flags = new ArrayList<>(part.isEmpty() ? List.of() : List.of(part));
                for (int i = 0; i < SWITCHES.size(); i++) {
                    if ((chosen & 1 << i) != 0) {
                        flags.add(SWITCHES.get(i));
                    }
                }
                tests.add(DynamicTest.dynamicTest(
                        flags.isEmpty() ? "none" : String.join(" ", flags), () -> check(flags)));
            }
        }
        return tests;
    }

    private static int[] chosen() {
        int all = (1 << SWITCHES.size()) - 1;
        return IntStream.rangeClosed(0, all)
                .filter(bits -> Integer.bitCount(bits) <= 2 || bits == all)
                .toArray();
    }

    private void check(List<String> flags) {
        Path home = homes.resolve(String.join("", flags) + "-");
        assertThat(home.toFile().mkdir()).isTrue();
        AgentRunner agent = new AgentRunner(home);
        Map<String, String> before = LibraryPrint.of(home);

        Outcome outcome = sync(agent, flags);

        assertThat(outcome.exitCode()).isZero();
        int contacts = flags.contains("--interactions-only") ? 0 : CONTACTS;
        int interactions = flags.contains("--contacts-only") ? 0 : RECENT + (flags.contains("--days=0") ? OLD : 0);
        Sent sent = Sent.of(outcome);
        assertThat(sent.contacts()).hasSize(contacts);
        assertThat(sent.interactions()).hasSize(interactions);
        assertThat(sent.interactionBatches())
                .extracting(InteractionBatch::createUnknownContacts)
                .containsOnly(interactions == 0 ? new Boolean[0] : new Boolean[] {!flags.contains("--known-only")});
        assertThat(outcome.err().contains("{\"")).isEqualTo(flags.contains("--json"));
        assertThat(outcome.err().contains("Read by:")).isEqualTo(flags.contains("-v") && !flags.contains("--json"));

        if (flags.contains("--dry-run")) {
            assertThat(LibraryPrint.of(home)).isEqualTo(before);
        } else {
            Sent again = Sent.of(sync(agent, flags));
            boolean full = flags.contains("--full");
            assertThat(again.contactIds()).hasSize(full ? contacts : 0);
            assertThat(again.interactionIds()).isEqualTo(full ? sent.interactionIds() : List.of());
            assertThat(again.contactBatches())
                    .allSatisfy(batch -> assertThat(batch.run().mode()).isEqualTo(SyncMode.FULL));
        }
    }

    private Outcome sync(AgentRunner agent, List<String> flags) {
        List<String> arguments = new ArrayList<>(List.of("--home", mac.toString(), "--sink", "stdout"));
        arguments.addAll(flags);
        return agent.run(arguments.toArray(String[]::new));
    }
}
