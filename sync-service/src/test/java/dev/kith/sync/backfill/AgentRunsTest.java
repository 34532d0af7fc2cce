package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that a Mac begins by itself, and that nobody here can ask how far they are. */
@Concurrent
class AgentRunsTest {

    private static final AccountKey MAC = new AccountKey("macos", "mac");

    private static CrmFixture crm;

    @BeforeAll
    static void open() {
        crm = new CrmFixture();
    }

    @AfterAll
    static void close() {
        crm.close();
    }

    @BeforeEach
    void begin() {
        crm.clear();
        crm.connect(MAC);
    }

    @Test
    void aRunGoesOnThatWasGivenUpWhileItsMacSlept() {
        CrmFixture.RunFixture run = agentRun(SyncMode.FULL);
        run.page(person("a", "Ann", "Alpha").build());
        giveUp();

        run.last(person("b", "Bo", "Beta").build());

        assertThat(crm.texts("SELECT first_name FROM contacts")).containsExactlyInAnyOrder("Ann", "Bo");
        assertThat(run.state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aRunDoesNotGoOnWhoseSuccessorHasBegun() {
        CrmFixture.RunFixture killed = agentRun(SyncMode.FULL);
        CrmFixture.RunFixture next = agentRun(SyncMode.FULL).fence(2);
        killed.page(person("a", "Ann", "Alpha").build());
        next.last(person("a", "Anna", "Alpha").build());

        killed.page(person("a", "Ann", "Alpha").build());

        assertThat(crm.texts("SELECT first_name FROM contacts")).containsExactly("Anna");
        assertThat(killed.state()).isEqualTo("FAILED");
    }

    @Test
    void aForgottenRunIsNoneThatBeginsWhenTheLogIsReadAgain() {
        CrmFixture.RunFixture first = agentRun(SyncMode.FULL);
        Slice old = first.slice(1, true, ann("Ann"), person("b", "Bo", "Beta").build());
        crm.apply(old);
        agentRun(SyncMode.INCREMENTAL).last(ann("Anna"));
        crm.sql("DELETE FROM contacts_sync_runs");
        crm.sql("UPDATE contacts_log_offsets SET next_offset = $1", old.from());

        crm.apply(old);

        assertThat(crm.texts("SELECT run_id FROM contacts_sync_runs")).isEmpty();
        assertThat(crm.texts("SELECT first_name FROM contacts")).containsExactlyInAnyOrder("Anna", "Bo");
    }

    @Test
    void whatAnInterruptedFullRunHadSeenIsNotSeenInTheNext() {
        CanonicalContact bo = person("b", "Bo", "Beta").build();
        agentRun(SyncMode.FULL).last(ann("Ann"), bo);
        CrmFixture.RunFixture interrupted = agentRun(SyncMode.FULL).fence(2);
        CrmFixture.RunFixture next = agentRun(SyncMode.FULL).fence(3);
        interrupted.page(ann("Ann"), bo);

        next.last(ann("Ann"));

        assertThat(crm.texts("SELECT external_contact_id || ' ' || reason FROM contacts_deletion_candidates"))
                .containsExactly("b absent");
    }

    /** Its first batch opens it. */
    private static CrmFixture.RunFixture agentRun(SyncMode mode) {
        CrmFixture.RunFixture run = crm.run(MAC, mode);
        crm.sql("DELETE FROM contacts_sync_runs WHERE run_id = $1", run.runId());
        return run;
    }

    private static void giveUp() {
        crm.sql("UPDATE contacts_sync_runs SET state = 'FAILED', phase = 'DONE', ended_at = now(),"
                + " error_code = 'interrupted' WHERE state = 'RUNNING'");
    }

    private static CanonicalContact ann(String first) {
        return person("a", first, "Alpha").build();
    }
}
