package dev.kith.sync.review.merge;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.SyncMode;
import dev.kith.sync.backfill.CrmFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MergesAgainTest {

    /** One that was merged without a word added nothing to its survivor: no values of either are kept of it. */
    @Test
    void givesUpAPlaceholderOnceMore() {
        try (CrmFixture crm = new CrmFixture()) {
            crm.sync(
                    HOME,
                    SyncMode.FULL,
                    CanonicalContact.builder("h1").displayName("Ann Alpha").build());
            UUID ann = crm.one("SELECT id FROM contacts").getUUID(0);
            UUID placeholder = UUID.randomUUID();
            crm.sql("INSERT INTO contacts (id, name) VALUES ($1, 'Unknown (+1-905-555-1234)')", placeholder);
            crm.sql("""
                    INSERT INTO contacts_merges (id, survivor_id, loser_id, merged_by, snapshot)
                    VALUES ($1, $2, $3, 'kith', '{"listed": true, "questions": []}')
                    """, UUID.randomUUID(), ann, placeholder);

            MergesAgain merges = new MergesAgain(crm.pool(), Clock.systemUTC());
            merges.next(null).chain(merges::apply).await().atMost(Duration.ofSeconds(30));

            assertThat(crm.texts("SELECT merged_into FROM contacts WHERE id = $1", placeholder))
                    .containsExactly(ann.toString());
        }
    }
}
