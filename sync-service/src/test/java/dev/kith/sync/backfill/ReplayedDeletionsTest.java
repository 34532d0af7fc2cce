package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.person;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.SyncMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People whom a source no longer holds, and of whom the log says last that it did. */
class ReplayedDeletionsTest {

    private final CrmFixture crm = new CrmFixture();
    private Slice repeated;

    /** Both were listed twice, in the same words. */
    @BeforeEach
    void listTwice() {
        crm.sync(HOME, SyncMode.FULL, ann(), ben());
        repeated = crm.run(HOME, SyncMode.FULL).slice(1, true, ann(), ben());
        crm.apply(repeated);
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void nobodyComesBackWhoIsDeleted() {
        CrmFixture.RunFixture run = crm.run(HOME, SyncMode.FULL).last(ann());
        crm.confirmDeletions(run);
        String before = activity();

        crm.replay(HOME, repeated);

        assertThat(deleted()).isEqualTo("people/c2");
        assertThat(activity()).isEqualTo(before);
    }

    @Test
    void aReplayIsNoSightOfWhoWaitsToBeDeleted() {
        crm.run(HOME, SyncMode.FULL).last(ann());
        String seen = seen();

        crm.replay(HOME, repeated);

        assertThat(seen()).isEqualTo(seen);
    }

    private String deleted() {
        return crm.one(
                        "SELECT string_agg(external_contact_id, ' ') FROM contacts_source_links WHERE deleted_at IS NOT NULL")
                .getString(0);
    }

    private String activity() {
        return crm.one("SELECT string_agg(type, ' ' ORDER BY created_at) FROM activity_feed")
                .getString(0);
    }

    private String seen() {
        return crm.one("SELECT last_seen_at::text FROM contacts_source_links WHERE external_contact_id = 'people/c2'")
                .getString(0);
    }

    private static CanonicalContact ann() {
        return person("people/c1", "Ann", "Alpha").build();
    }

    private static CanonicalContact ben() {
        return person("people/c2", "Ben", "Beta").build();
    }
}
