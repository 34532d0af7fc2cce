package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.model.ContactBatch;
import dev.kith.model.Counterpart;
import dev.kith.model.Interaction;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.mac.AppleDatabase;
import dev.kith.sandbox.mac.AppleDatabase.Leave;
import dev.kith.sandbox.mac.AppleDates;
import dev.kith.sandbox.mac.Row;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that no app of Apple's would write, or only by a fault: they cost nobody else anything. */
class OddRecordsTest {

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    private AgentRunner agent;
    private TestMac apple;

    @BeforeEach
    void setUp() {
        apple = TestMac.in(mac);
        agent = new AgentRunner(userHome);
    }

    @Test
    void saysOfOneWhoIsTooBigThatTheyAreLeftOutAndNeverThatTheyAreGone() {
        sync("--contacts-only");
        apple.icloud(contacts -> {
            contacts.database().execute("UPDATE ZABCDRECORD SET ZNICKNAME = 'Bobby' WHERE ZUNIQUEID = 'A-2:ABPerson'");
            contacts.note(1, "x".repeat(1_000_000));
        });

        Outcome changed = sync("--contacts-only");
        assertThat(changed.exitCode()).isEqualTo(5);
        assertThat(Sent.of(changed).contactIds()).containsExactly("A-2:ABPerson");

        Outcome again = sync("--contacts-only");
        assertThat(again.exitCode()).isEqualTo(5);
        assertThat(again.err()).contains("too big");
        assertThat(Sent.of(again).isEmpty()).isTrue();

        ContactBatch full =
                Sent.of(sync("--contacts-only", "--full")).contactBatches().get(0);
        assertThat(full.run().mode()).isEqualTo(SyncMode.FULL);
        assertThat(full.unreadable()).as("forbids the sweep").isEqualTo(1);
    }

    @Test
    void sendsOneOfTwoCardsWithTheSameIdAndNothingTheNextTime() {
        apple.icloud(contacts -> contacts.person("A-1:ABPerson", Row.of("ZFIRSTNAME", "Twin")));

        Outcome first = sync("--contacts-only");

        assertThat(first.exitCode()).isEqualTo(5);
        assertThat(Sent.of(first).contactIds()).containsOnlyOnce("A-1:ABPerson");
        assertThat(Sent.of(sync("--contacts-only")).isEmpty()).isTrue();
    }

    @Test
    void leavesOutRecordsWithIdsThatFitNoBatch() {
        String endless = "x".repeat(2_000_000);
        call(endless, "+14165550123", "com.apple.Telephony");
        call("c-provider", "+14165550123", endless);
        apple.messages(messages -> messages.received(endless, TestMac.YESTERDAY, 1, 1L));

        Outcome outcome = sync("--interactions-only");

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.out().lines()).allMatch(line -> line.length() < 900_000);
        assertThat(Sent.of(outcome).interactions()).hasSize(7);
    }

    @Test
    void knowsANumberThatIsALinkOrWasCopiedWithMarksOfDirection() {
        call("c-link", "tel:+14165550123", "com.apple.Telephony");
        call("c-marks", "\u202A+1 (416) 555-0123\u202C", "com.apple.Telephony");

        assertThat(Sent.of(sync("--interactions-only")).interactions())
                .filteredOn(interaction -> interaction.externalId().matches("call:c-(link|marks):.*"))
                .extracting(Interaction::counterpart)
                .extracting(Counterpart::e164)
                .containsExactly("+14165550123", "+14165550123");
    }

    private void call(String id, String address, String provider) {
        AppleDatabase calls = AppleDatabase.open(apple.home().callsFile());
        calls.insert(
                "ZCALLRECORD",
                Row.of("ZUNIQUE_ID", id)
                        .and("ZDATE", AppleDates.seconds(TestMac.YESTERDAY))
                        .and("ZADDRESS", address)
                        .and("ZCALLTYPE", 1)
                        .and("ZORIGINATED", 1)
                        .and("ZSERVICE_PROVIDER", provider));
        calls.leave(Leave.WAL_AND_SHM);
    }

    private Outcome sync(String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "--home";
        arguments[1] = mac.toString();
        arguments[2] = "--sink";
        arguments[3] = "stdout";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return agent.run(arguments);
    }
}
