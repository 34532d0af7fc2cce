package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.agent.AgentRunner;
import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.agent.LibraryPrint;
import dev.kith.agent.LiveWriter;
import dev.kith.agent.Stop;
import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.InteractionBatch;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.mac.MessagesDatabase;
import dev.kith.sandbox.mac.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncTest {

    private static final String ANN = "d5fbfc3c185d";

    @TempDir
    private Path mac;

    @TempDir
    private Path userHome;

    private AgentRunner agent;
    private TestMac apple;

    @BeforeEach
    void setUp() {
        agent = new AgentRunner(userHome);
        apple = TestMac.in(mac);
    }

    @Test
    void sendsEverythingTheFirstTimeAndNothingTheSecond() {
        Outcome first = sync();
        Sent sent = Sent.of(first);

        assertThat(first.exitCode()).isZero();
        assertThat(sent.contactIds()).containsExactlyInAnyOrder("A-1:ABPerson", "A-2:ABPerson", "R-1:ABPerson");
        assertThat(sent.interactionIds())
                .hasSize(6)
                .contains("message:m-in:in:" + ANN, "message:m-out:out:" + ANN, "call:c-out:out:" + ANN);
        assertThat(first.err())
                .contains("Contacts: 3 sent", "Messages: 4 sent", "Calls: 2 sent", "1 reactions", "older than");

        Outcome second = sync();
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).isEmpty();
        assertThat(second.err()).contains("Contacts: 0 sent", "Messages: 0 sent", "Calls: 0 sent");
    }

    @Test
    void tellsTheServiceAllItNeedsToKnow() {
        Sent sent = Sent.of(sync("--known-only"));

        assertThat(sent.contactBatches()).hasSize(2).allSatisfy(batch -> {
            assertThat(batch.provider()).isEqualTo("macos");
            assertThat(batch.run().mode()).isEqualTo(SyncMode.FULL);
            assertThat(batch.run().last()).isTrue();
            assertThat(batch.streamComplete()).isTrue();
            assertThat(batch.total()).isEqualTo(batch.contacts().size());
        });
        ContactBatch icloud = sent.contactBatches().get(0);
        assertThat(icloud.accountId()).endsWith("." + TestMac.ICLOUD.toLowerCase(Locale.ROOT));
        assertThat(icloud.groups())
                .singleElement()
                .satisfies(group -> assertThat(group.name()).isEqualTo("Choir"));
        List<InteractionBatch.ContactRun> contactRuns = sent.contactBatches().stream()
                .map(batch -> new InteractionBatch.ContactRun(
                        batch.accountId(), batch.run().runId()))
                .toList();
        assertThat(sent.interactionBatches()).hasSize(2).allSatisfy(batch -> {
            assertThat(batch.contactRuns()).isEqualTo(contactRuns);
            assertThat(batch.createUnknownContacts()).isFalse();
            assertThat(batch.agentRunId())
                    .isEqualTo(sent.interactionBatches().get(0).agentRunId());
            assertThat(batch.run().last()).isTrue();
        });
        assertThat(sent.interactionBatches())
                .extracting(InteractionBatch::accountId)
                .doesNotHaveDuplicates()
                .noneMatch(icloud.accountId()::equals);
    }

    @Test
    void sendsOnlyWhatChangedAndWhoIsGone() {
        sync();
        apple.icloud(contacts -> {
            contacts.database().execute("UPDATE ZABCDRECORD SET ZNICKNAME = 'Annie' WHERE ZUNIQUEID = 'A-1:ABPerson'");
            contacts.database().execute("DELETE FROM ZABCDRECORD WHERE ZUNIQUEID = 'A-2:ABPerson'");
            contacts.database().execute("UPDATE ZABCDRECORD SET ZMODIFICATIONDATE = 5");
        });

        Sent sent = Sent.of(sync());

        assertThat(sent.contacts())
                .extracting(CanonicalContact::externalId, CanonicalContact::deleted)
                .containsExactly(tuple("A-1:ABPerson", false), tuple("A-2:ABPerson", true));
        assertThat(sent.contactBatches().get(0).run().mode()).isEqualTo(SyncMode.INCREMENTAL);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void sendsARenamedAndADeletedGroupThoughNobodyChanged() {
        sync();
        apple.icloud(contacts ->
                contacts.database().execute("UPDATE ZABCDRECORD SET ZNAME = 'Chorus' WHERE ZUNIQUEID = 'G-1:ABGroup'"));
        assertThat(Sent.of(sync()).contactBatches().get(0).groups().get(0).name())
                .isEqualTo("Chorus");

        apple.icloud(contacts -> {
            contacts.database().execute("DELETE FROM ZABCDRECORD WHERE ZUNIQUEID = 'G-1:ABGroup'");
            contacts.database().execute("DELETE FROM Z_22PARENTGROUPS");
        });
        assertThat(Sent.of(sync()).contactBatches().get(0).groups().get(0).deleted())
                .isTrue();
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void sendsAGroupRenamedToANameOfTheSameHashCode() {
        assertThat("ChojS").hasSameHashCodeAs("Choir");
        sync();
        apple.icloud(contacts ->
                contacts.database().execute("UPDATE ZABCDRECORD SET ZNAME = 'ChojS' WHERE ZUNIQUEID = 'G-1:ABGroup'"));

        assertThat(Sent.of(sync()).contactBatches().get(0).groups().get(0).name())
                .isEqualTo("ChojS");
    }

    @Test
    void takesNobodyForDeletedWhereAStoreCannotBeRead() throws IOException {
        sync();
        Path store = apple.home().accountContactsFile(TestMac.ICLOUD);
        Files.write(store, new byte[0]);
        Files.delete(store.resolveSibling(store.getFileName() + "-wal"));
        Files.delete(store.resolveSibling(store.getFileName() + "-shm"));

        Outcome outcome = sync();

        assertThat(outcome.exitCode()).isEqualTo(5);
        assertThat(outcome.err()).contains("not a database", store.toString());
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void findsNewMessagesHoweverOldTheyAre() {
        sync();
        apple.messages(messages -> {
            messages.received("m-new", TestMac.YESTERDAY, 1, 1L);
            messages.received("m-filled-in", AgentRunner.NOW.minus(Duration.ofDays(300)), 1, 1L);
        });

        assertThat(Sent.of(sync()).interactionIds())
                .containsExactly("message:m-new:in:" + ANN, "message:m-filled-in:in:" + ANN);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void waitsUntilMessagesHasSettledWhoSentIt() {
        sync();
        apple.messages(messages -> messages.received("m-fresh", AgentRunner.NOW.minusSeconds(1), 1, 1L));
        assertThat(Sent.of(sync()).isEmpty()).isTrue();

        apple.messages(
                messages -> messages.database().execute("UPDATE message SET is_from_me = 1 WHERE guid = 'm-fresh'"));
        agent.at(AgentRunner.NOW.plusSeconds(10));

        assertThat(Sent.of(sync()).interactionIds()).containsExactly("message:m-fresh:out:" + ANN);
    }

    @Test
    void sendsAgainWhatMessagesChangesAfterItWasSent() {
        sync();
        apple.messages(
                messages -> messages.database().execute("UPDATE message SET handle_id = 2 WHERE guid = 'm-group'"));
        assertThat(Sent.of(sync()).isEmpty())
                .as("who is named beside a group counts for nothing")
                .isTrue();

        apple.messages(
                messages -> messages.database().execute("UPDATE message SET is_from_me = 1 WHERE guid = 'm-in'"));

        assertThat(Sent.of(sync()).interactionIds()).containsExactly("message:m-in:out:" + ANN);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void sendsAMessageThatGoesOutLaterThanItsRowWasWritten() {
        apple.messages(messages -> messages.message(
                "m-later",
                TestMac.YESTERDAY,
                Row.of("is_from_me", 1).and("error", 22).and("is_sent", 0),
                1L));
        assertThat(Sent.of(sync()).interactionIds()).noneMatch(id -> id.contains("m-later"));

        apple.messages(messages ->
                messages.database().execute("UPDATE message SET error = 0, is_sent = 1 WHERE guid = 'm-later'"));

        assertThat(Sent.of(sync()).interactionIds()).containsExactly("message:m-later:out:" + ANN);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void noticesARebuiltDatabaseAndFindsWhatIsNewInIt() {
        sync();
        apple.messages(messages -> {
            messages.database().execute("UPDATE message SET ROWID = ROWID + 500");
            messages.database().execute("UPDATE chat_message_join SET message_id = message_id + 500");
        });
        assertThat(Sent.of(sync()).isEmpty())
                .as("the same messages under other ids")
                .isTrue();

        apple.messages(messages -> {
            messages.database().execute("UPDATE message SET ROWID = ROWID + 5000");
            messages.database().execute("UPDATE chat_message_join SET message_id = message_id + 5000");
            messages.message("m-extra", TestMac.YESTERDAY, Row.of("ROWID", 2).and("handle_id", 1), 1L);
        });

        assertThat(Sent.of(sync()).interactionIds()).contains("message:m-extra:in:" + ANN);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void looksThroughEverythingNowAndThenForWhatChangedBelowTheCursor() {
        apple.messages(messages -> {
            for (int i = 0; i < 1500; i++) {
                messages.received("bulk-" + i, TestMac.YESTERDAY, 1, 1L);
            }
        });
        sync();
        apple.messages(messages -> messages.database()
                .execute("UPDATE message SET date = (SELECT date FROM message WHERE guid = 'm-in') WHERE guid ="
                        + " 'm-old'"));
        assertThat(Sent.of(sync()).isEmpty()).isTrue();

        agent.at(AgentRunner.NOW.plus(Duration.ofDays(8)));
        List<String> found = Sent.of(sync()).interactionIds();

        assertThat(found).contains("message:m-old:in:" + ANN).hasSizeLessThan(1100);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void looksFurtherBackWhenAskedAndNeverLosesWhatAMovingWindowWouldDrop() {
        assertThat(Sent.of(sync("--days", "30")).interactionIds()).hasSize(6);
        agent.at(AgentRunner.NOW.plus(Duration.ofDays(400)));
        apple.messages(messages -> messages.received("m-meanwhile", AgentRunner.NOW.plus(Duration.ofDays(1)), 1, 1L));

        assertThat(Sent.of(sync("--days", "7")).interactionIds()).isEmpty();
        assertThat(Sent.of(sync("--days", "0")).interactionIds())
                .contains("message:m-meanwhile:in:" + ANN, "message:m-old:in:" + ANN)
                .anyMatch(id -> id.startsWith("call:c-old"));
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void keepsTheFirstRunsLimitForTheNextOnes() {
        sync();
        agent.at(AgentRunner.NOW.plus(Duration.ofDays(400)));
        apple.messages(messages -> messages.received("m-gap", AgentRunner.NOW.plusSeconds(5), 1, 1L));

        assertThat(Sent.of(sync()).interactionIds()).contains("message:m-gap:in:" + ANN);
    }

    @Test
    void sendsAllAgainWhenForced() {
        List<String> first = Sent.of(sync()).interactionIds();

        for (int i = 0; i < 2; i++) {
            Sent again = Sent.of(sync("--full"));
            assertThat(again.interactionIds()).isEqualTo(first);
            assertThat(again.contactIds()).hasSize(3);
            assertThat(again.contactBatches())
                    .extracting(batch -> batch.run().mode())
                    .containsOnly(SyncMode.FULL);
        }
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"--contacts-only, 3, 0", "--interactions-only, 0, 6"})
    void sendsTheAskedPartAlone(String flag, int contacts, int interactions) {
        Sent sent = Sent.of(sync(flag));

        assertThat(sent.contacts()).hasSize(contacts);
        assertThat(sent.interactions()).hasSize(interactions);
    }

    @Test
    void writesNothingInADryRunAndSendsExactlyThatInTheNext() {
        Map<String, String> before = LibraryPrint.of(userHome);

        Outcome dry = sync("--dry-run");
        Outcome counted = agent.run("--home", mac.toString(), "--dry-run");

        assertThat(LibraryPrint.of(userHome)).isEqualTo(before);
        assertThat(counted.out()).contains("Contacts: 3 would be sent", "Messages: 4 would be sent");
        Sent real = Sent.of(sync());
        assertThat(Sent.of(dry).interactionIds()).isEqualTo(real.interactionIds());
        assertThat(Sent.of(dry).contacts()).isEqualTo(real.contacts());
    }

    @Test
    void leavesApplesFoldersAsTheyAre() {
        Map<String, String> before = LibraryPrint.of(mac);
        sync();
        sync("--full");
        assertThat(LibraryPrint.of(mac)).isEqualTo(before);

        try (LiveWriter writer = LiveWriter.open(apple.home().messagesFile())) {
            Map<String, String> alive = LibraryPrint.of(mac);
            sync();
            assertThat(LibraryPrint.of(mac)).isEqualTo(alive);
        }
    }

    @Test
    void neverRepeatsATextAnywhere() throws IOException {
        Outcome outcome = sync("-v");

        assertThat(outcome.out() + outcome.err()).doesNotContain(MessagesDatabase.SECRET);
        try (Stream<Path> files = Files.walk(userHome)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain(MessagesDatabase.SECRET);
            }
        }
    }

    @Test
    void endsAtASafePlaceWhenToldToStop() {
        Stop stop = new Stop();
        stop.request();
        agent.stoppedBy(stop);
        assertThat(sync().out()).isEmpty();

        agent.stoppedBy(new Stop());
        assertThat(Sent.of(sync()).interactions()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"last_contacts_sync\": \"2025-01-29T12:00:00Z\", \"synced_call_ids\": [1]}",
                "{\"version\": 1, \"messages\": {\"m\": {\"lastRow\": 9, \"recent\": {\"1\": \"no digest\"}}}}",
                "{\"version\": 1, \"contacts\": {\"c\": null}}",
                "{\"version\": 1,",
                "[]",
                "null"
            })
    void setsAStateOfAnotherShapeAside(String content) throws IOException {
        Files.writeString(agent.state(), content);
        Files.setPosixFilePermissions(agent.state(), PosixFilePermissions.fromString("rw-r--r--"));

        Outcome outcome = sync();

        assertThat(outcome.err()).contains(".bak");
        Path kept = agent.state().resolveSibling(".crm-sync-state.json.bak");
        assertThat(kept).content().isEqualTo(content);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(Sent.of(outcome).contacts()).hasSize(3);
        assertThat(Sent.of(sync()).isEmpty()).isTrue();
    }

    @Test
    void forgetsOneSourceAndSendsItAgain() {
        sync();
        assertThat(agent.run("state", "reset", "--source", "calls").exitCode()).isZero();

        assertThat(Sent.of(sync()).interactionIds()).hasSize(2).allMatch(id -> id.startsWith("call:"));
    }

    @Test
    void notesWhatIsNotThere(@TempDir Path empty) {
        Outcome outcome = agent.run("--home", empty.toString(), "--sink", "stdout");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("There is no messages store", "There is no calls store");
    }

    private Outcome sync(String... more) {
        return agent.run(Stream.concat(Stream.of("--home", mac.toString(), "--sink", "stdout"), Stream.of(more))
                .toArray(String[]::new));
    }
}
