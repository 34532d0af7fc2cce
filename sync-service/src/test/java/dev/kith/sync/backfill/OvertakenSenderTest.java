package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.person;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.SyncMode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An instance that slept through the end of its lease sends what it had read before. */
class OvertakenSenderTest {

    private static CrmFixture crm;

    private CrmFixture.RunFixture run;

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
        crm.sync(HOME, SyncMode.FULL, ann("Alpha"));
        run = crm.run(HOME, SyncMode.INCREMENTAL);
    }

    @Test
    void isPassedOverThoughItsRecordCameWithItsSuccessors() {
        Slice successor = run.fence(3).slice(1, false, ann("New"));
        Slice sleeper = run.fence(2).slice(1, false, ann("Old"));

        crm.apply(together(successor, sleeper));

        assertThat(crm.texts("SELECT last_name FROM contacts")).containsExactly("New");
        assertThat(stale()).containsExactly(String.valueOf(sleeper.from()));
    }

    @Test
    void isRememberedAsHavingSaidNothingNew() {
        run.fence(3).last(ann("New"));
        Slice sleeper = run.fence(2).slice(1, false, ann("Old"));

        crm.apply(sleeper);

        assertThat(stale()).containsExactly(String.valueOf(sleeper.from()));
    }

    @Test
    void isNotSeenInARecordThatIsOnlyReadAgain() {
        Slice first = run.fence(2).slice(1, false, ann("New"));
        Slice second = run.fence(3).slice(2, true, ann("Newer"));
        crm.apply(first);
        crm.apply(second);
        crm.sql("UPDATE contacts_log_offsets SET next_offset = $1", first.from());

        crm.apply(first);
        crm.apply(second);

        assertThat(stale()).isEmpty();
        assertThat(crm.texts("SELECT last_name FROM contacts")).containsExactly("Newer");
    }

    /** It was kept somewhere on its way, and sent once more in the meantime. */
    @Test
    void isSeenInALateCopyOfARecordThatWasApplied() {
        run.fence(2).last(ann("Old"));
        crm.run(HOME, SyncMode.INCREMENTAL).fence(3).last(ann("New"));
        Slice copy = run.slice(1, true, ann("Old"));

        crm.apply(copy);

        assertThat(crm.texts("SELECT last_name FROM contacts")).containsExactly("New");
        assertThat(stale()).containsExactly(String.valueOf(copy.from()));
    }

    private static Slice together(Slice one, Slice next) {
        return new Slice(
                one.topic(),
                one.topicId(),
                one.partition(),
                one.from(),
                next.next(),
                one.account(),
                List.of(one.entries().get(0), next.entries().get(0)));
    }

    private static List<String> stale() {
        return crm.texts("SELECT log_offset FROM contacts_stale_records ORDER BY log_offset");
    }

    private static CanonicalContact ann(String last) {
        return person("people/c1", "Ann", last).build();
    }
}
