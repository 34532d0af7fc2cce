package dev.kith.sync.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.testing.Concurrent;
import dev.kith.sync.testing.LockQueue;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people did, done once more in a CRM that is made anew. */
@Concurrent
class EditsAgainTest {

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final String EDITED = """
            INSERT INTO contacts_field_history (contact_id, field, new_value, actor, rule)
            VALUES ('%s', 'nickname', '"%s"', 'test', 'edited')
            """;

    private final CrmFixture crm = new CrmFixture();
    private final EditsAgain edits = new EditsAgain(crm.pool(), new Contacts(crm.pool()), new DefaultRegion("US"));

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void makesWhomPeopleMadeAPageAtATime() {
        crm.sql("""
                INSERT INTO contacts_decisions (kind, contact_id, subject, decided_by)
                SELECT 'create', gen_random_uuid(), '{"values": {"firstName": "Jo"}, "present": ["firstName"]}', 'test'
                FROM generate_series(1, 203)
                """);

        Long first = await(edits.contacts(0, 202));
        assertThat(first).isEqualTo(200);
        assertThat(made()).isEqualTo(200);

        assertThat(await(edits.contacts(first, 202))).isEqualTo(202);
        assertThat(await(edits.contacts(202, 202))).isNull();
        assertThat(made()).isEqualTo(202);
    }

    @Test
    void leavesWhomSomebodyTookBackWhileTheReplayWentOn() {
        UUID contact = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, 'Jo')", contact);
        decide("archive", contact);

        await(edits.archive(1));
        assertThat(archived()).isEqualTo(1);

        crm.sql("UPDATE contacts SET archived_at = NULL, listed = true");
        decide("restore", contact);
        await(edits.archive(1));
        assertThat(archived()).isZero();
    }

    @Test
    void leavesWhomSomebodyWasMergedIntoAloneWhenDoneTwice() {
        UUID loser = UUID.randomUUID();
        UUID survivor = UUID.randomUUID();
        crm.sql("""
                INSERT INTO contacts_decisions (kind, contact_id, subject, decided_by)
                VALUES ('create', $1, '{"values": {"firstName": "Jo"}, "present": ["firstName"]}', 'test')
                """, loser);
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, 'Ann')", survivor);
        crm.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'phone', '+14165550100')", survivor);
        await(edits.contacts(0, 1));
        crm.sql("UPDATE contacts SET merged_into = $1 WHERE id = $2", survivor, loser);

        await(edits.contacts(0, 1));

        assertThat(crm.texts("SELECT contact_id FROM contact_info")).containsExactly(survivor.toString());
    }

    @Test
    void leavesTheLastWordToWhoeverEditsMeanwhile() {
        UUID contact = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, 'Jo')", contact);
        crm.sql(EDITED.formatted(contact, "Joe"));

        LockQueue.afterWaitingFor(
                crm.pool(),
                "UPDATE contacts SET nickname = 'Joey' WHERE id = '" + contact + "'",
                EDITED.formatted(contact, "Joey"),
                () -> edits.field(ContactField.NICKNAME));

        assertThat(crm.texts("SELECT nickname FROM contacts")).containsExactly("Joey");
    }

    private void decide(String kind, UUID contact) {
        crm.sql("INSERT INTO contacts_decisions (kind, contact_id, decided_by) VALUES ($1, $2, 'test')", kind, contact);
    }

    private long made() {
        return crm.one("SELECT count(*) FROM contacts WHERE first_name = 'Jo'").getLong(0);
    }

    private long archived() {
        return crm.one("SELECT count(*) FROM contacts WHERE archived_at IS NOT NULL")
                .getLong(0);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(WAIT);
    }
}
