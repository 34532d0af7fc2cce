package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.Organization;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A full run that would overwrite one same field of many people waits for a person. */
@Concurrent
class OverwriteBreakerTest {

    private static final int PEOPLE = 120;

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void holdsTheFieldAndTakesBackWhatItHadOverwritten() {
        crm.sync(HOME, SyncMode.FULL, people(0, PEOPLE, "Company"));

        CrmFixture.RunFixture run = crm.run(HOME, SyncMode.FULL);
        run.page(people(0, 40, "Garbage"));
        assertThat(companies("Garbage%")).isEqualTo(40);
        run.page(people(40, 90, "Garbage")).last(people(90, PEOPLE, "Garbage"));

        assertThat(run.state()).isEqualTo("HELD");
        assertThat(companies("Garbage%")).isZero();
        assertThat(companies("Company%")).isEqualTo(PEOPLE);
        assertThat(crm.texts("SELECT evidence ->> 'field' FROM contacts_review_items WHERE kind = 'held_run'"))
                .containsExactly("company");
        assertThat(crm.texts("SELECT health FROM contacts_source_accounts WHERE account_id = 'home'"))
                .containsExactly("held");
        assertThat(crm.texts("SELECT count(*) FROM contacts_source_links WHERE deleted_at IS NOT NULL"))
                .containsExactly("0");
    }

    @Test
    void takesBackWhatItHadClearedOrFilledToo() {
        crm.sync(HOME, SyncMode.FULL, people(0, PEOPLE, "Company"));
        crm.sync(HOME, SyncMode.INCREMENTAL, people(0, 10, null));

        CrmFixture.RunFixture run = crm.run(HOME, SyncMode.FULL);
        run.page(people(0, 10, "Filled")).page(people(10, 50, null));
        assertThat(companies("%")).isEqualTo(PEOPLE - 40);
        run.page(people(50, 90, null)).last(people(90, PEOPLE, "Company"));

        assertThat(run.state()).isEqualTo("HELD");
        assertThat(companies("Company%")).isEqualTo(PEOPLE - 10);
        assertThat(companies("Filled%")).isZero();
        assertThat(crm.texts("SELECT 1 FROM contacts_quarantine")).isEmpty();
    }

    @Test
    void holdsItAgainUntilSomebodyApproves() {
        crm.sync(HOME, SyncMode.FULL, people(0, PEOPLE, "Company"));
        crm.sync(HOME, SyncMode.FULL, people(0, PEOPLE, "New"));
        crm.sync(HOME, SyncMode.FULL, people(0, PEOPLE, "New"));
        assertThat(companies("New%")).isZero();

        crm.sql("UPDATE contacts_sync_state SET overwrites_approved = true WHERE account_id = 'home'");
        CrmFixture.RunFixture approved = crm.run(HOME, SyncMode.FULL);
        approved.last(people(0, PEOPLE, "New"));

        assertThat(approved.state()).isEqualTo("SUCCEEDED");
        assertThat(companies("New%")).isEqualTo(PEOPLE);
        assertThat(crm.texts("SELECT overwrites_approved FROM contacts_sync_state WHERE account_id = 'home'"))
                .containsExactly("false");
    }

    @Test
    void letsFewOverwritesAndIncrementsPass() {
        crm.sync(HOME, SyncMode.FULL, people(0, PEOPLE, "Company"));

        crm.run(HOME, SyncMode.FULL)
                .seen(IntStream.range(49, PEOPLE).mapToObj(i -> "c" + i).toArray(String[]::new))
                .last(people(0, 49, "Few"));
        assertThat(companies("Few%")).isEqualTo(49);

        crm.sync(HOME, SyncMode.INCREMENTAL, people(0, PEOPLE, "Delta"));
        assertThat(companies("Delta%")).isEqualTo(PEOPLE);
    }

    @Test
    void keepsReplaysFromWhatWaitsForADecision() {
        crm.sync(HOME, SyncMode.FULL, people(0, PEOPLE, "Company"));
        CrmFixture.RunFixture run = crm.run(HOME, SyncMode.FULL);
        Slice first = run.slice(1, false, people(0, 40, "Garbage"));
        Slice second = run.slice(2, true, people(40, PEOPLE, "Garbage"));
        crm.apply(first);
        crm.apply(second);
        assertThat(run.state()).isEqualTo("HELD");

        crm.replay(HOME, first);
        crm.replay(HOME, second);

        assertThat(companies("Garbage%")).isZero();
        assertThat(run.state()).isEqualTo("HELD");
    }

    private long companies(String pattern) {
        return crm.one("SELECT count(*) FROM contacts WHERE company LIKE $1", pattern)
                .getLong(0);
    }

    private static CanonicalContact[] people(int from, int to, String company) {
        return IntStream.range(from, to)
                .mapToObj(i -> CanonicalContact.builder("c" + i)
                        .displayName("Person Number" + i)
                        .firstName("Person")
                        .lastName("Number" + i)
                        .organizations(
                                company == null ? List.of() : List.of(new Organization(company + i, null, null, true)))
                        .build())
                .toArray(CanonicalContact[]::new);
    }
}
