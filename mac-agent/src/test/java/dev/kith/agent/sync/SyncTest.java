package dev.kith.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.agent.AgentRunner.Outcome;
import dev.kith.agent.LibraryPrint;
import dev.kith.agent.LiveWriter;
import dev.kith.agent.Stop;
import dev.kith.model.CanonicalContact;
import dev.kith.model.ContactBatch;
import dev.kith.model.InteractionBatch;
import dev.kith.model.SyncMode;
import dev.kith.sandbox.mac.MessagesDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a sync sends, and what it leaves as it is. */
class SyncTest extends OnAMac {

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
}
