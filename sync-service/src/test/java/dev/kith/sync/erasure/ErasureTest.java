package dev.kith.sync.erasure;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static dev.kith.sync.erasure.ErasureFixture.ACTOR;
import static dev.kith.sync.erasure.ErasureFixture.MAIL;
import static dev.kith.sync.erasure.ErasureFixture.NUMBER;
import static dev.kith.sync.erasure.ErasureFixture.await;
import static dev.kith.sync.erasure.ErasureFixture.bystander;
import static dev.kith.sync.erasure.ErasureFixture.zuleika;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalGroup;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.review.merge.UnknownContactException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErasureTest {

    @RegisterExtension
    static final ErasureFixture people = new ErasureFixture();

    private static final CrmFixture crm = people.crm;

    @AfterEach
    void dropTheOtherProgramsTable() {
        crm.sql("DROP TABLE IF EXISTS gifts");
    }

    @Test
    void leavesNothingOfThePersonInAnyTable() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());
        crm.sync(
                WORK,
                SyncMode.FULL,
                zuleika("people/z2").notes("Gave me an orchid").build());
        UUID contact = people.id("Zuleika Dobson");
        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                zuleika("people/z1").nickname("Zuleikachen").build());
        crm.sql("UPDATE contacts SET notes = 'Allergic to orchids' WHERE id = $1", contact);
        crm.sync(
                WORK,
                SyncMode.INCREMENTAL,
                zuleika("people/z2").notes("Sent orchids").build());
        UUID twin = person("Zuleika D.", "zuleika.d@dobson.example");
        UUID once = person("Somebody Else", "else@example.org");
        Merges merges = new Merges(crm.pool(), UUID::randomUUID, Clock.systemUTC(), new DefaultRegion("US"));
        await(merges.merge(contact, twin, ACTOR));
        await(merges.undo(await(merges.merge(once, contact, ACTOR)).mergeId(), ACTOR));
        remainders(contact, once);
        assertThat(people.traces()).isNotEmpty();

        people.erase(twin);

        assertThat(people.traces()).isEmpty();
        assertThat(crm.texts("SELECT name FROM contacts ORDER BY name")).containsExactly("Bystander", "Somebody Else");
        assertThat(crm.texts("SELECT evidence ->> 'candidates' FROM contacts_review_items WHERE subject = 'two'"))
                .containsExactly("[\"" + once + "\"]");
        assertThat(crm.texts("SELECT report -> 'contacts' FROM contacts_replays"))
                .containsExactly("[{\"created\":true}]");
        assertThat(crm.texts("SELECT value FROM contact_info WHERE contact_id = $1", once))
                .containsExactly("else@example.org");
    }

    private void remainders(UUID contact, UUID other) {
        crm.sql("""
                INSERT INTO contacts_quarantine (provider, account_id, external_contact_id, log_topic, log_partition,
                                                 log_offset, reason, message, payload)
                VALUES ('google', 'home', 'people/z1', 't', 0, 0, 'r', 'm', '{"displayName": "Zuleika"}'),
                       ('carddav', 'x', NULL, 't', 0, 0, 'r', 'm', $1::text::jsonb)
                """, "{\"displayName\": \"Zuleika\", \"emails\": [{\"value\": \"" + MAIL + "\"}]}");
        crm.sql("""
                INSERT INTO contacts_review_items (kind, subject, evidence)
                VALUES ('ambiguous_match', 'one', jsonb_build_object('name', 'Zuleika', 'candidates', jsonb_build_array($1::text))),
                       ('ambiguous_match', 'two', jsonb_build_object('candidates', jsonb_build_array($1::text, $2::text)))
                """, contact.toString(), other.toString());
        crm.sql("""
                INSERT INTO contacts_waiting_interactions (source, external_id, handle, type, occurred_at, metadata, run_id,
                                                           make_contact)
                VALUES ('IMPORT_IOS', 'm1', 'phone:' || $1, 'TEXT_INBOUND', now(),
                        jsonb_build_object('counterpart', $1::text), gen_random_uuid(), false)
                """, NUMBER);
        crm.sql(
                "INSERT INTO contacts_handles (handle, kind, forms) VALUES ('phone:' || $1, 'phone', ARRAY[$1])",
                NUMBER);
        crm.sql(
                "INSERT INTO interactions (contact_id, type, content) VALUES ($1, 'NOTE', 'Talked of orchids')",
                contact);
        crm.sql(
                "INSERT INTO contacts_idempotency_keys (caller, key, request_hash, made_id) VALUES ('c', 'k', 'h', $1)",
                contact);
        crm.sql(
                "INSERT INTO contacts_decisions (kind, contact_id, subject, decided_by) VALUES ('edit', $1, '{\"nickname\": \"Zuleika\"}', 'k')",
                contact);
        crm.sql("""
                INSERT INTO contacts_replays (id, dry_run, rebuild, requested_by, last_decision, report)
                VALUES (gen_random_uuid(), true, false, 'k', 0, '{"contacts": [
                    {"provider": "google", "accountId": "home", "externalId": "people/z1"}, {"created": true}]}')
                """);
        crm.sql(
                "INSERT INTO activity_feed (type, description, details) VALUES ('t', 'd', jsonb_build_object('with', $1::text))",
                MAIL);
    }

    @Test
    void keepsDigestsThatNeedAKey() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        people.erase(people.id("Zuleika Dobson"));

        assertThat(crm.texts("SELECT digest FROM contacts_erased_marks"))
                .hasSize(3)
                .allMatch(digest -> digest.matches("[0-9a-f]{64}"))
                .doesNotContainAnyElementsOf(crm.texts("""
                        SELECT encode(sha256(convert_to(mark, 'UTF8')), 'hex')
                        FROM unnest(ARRAY['email:zuleika@dobson.example', 'phone:+442079460123', 'id:google/home/people/z1']) mark
                        """));
    }

    @Test
    void erasesSomebodyWhoseRowWasDeletedWithSql() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());
        UUID contact = people.id("Zuleika Dobson");
        crm.sql("DELETE FROM contacts WHERE id = $1", contact);

        people.erase(contact);
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());

        assertThat(people.traces()).isEmpty();
    }

    /** Whoever was merged into the person, and who shares a number, stood in what was emptied. */
    @ParameterizedTest
    @ValueSource(strings = {"", "RUNNING", "CANCELLED", "FAILED"})
    void erasesNobodyUntilAnEmptiedCrmIsWhollyMadeAgain(String rebuild) {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());
        UUID contact = people.id("Zuleika Dobson");
        crm.sql("TRUNCATE contacts CASCADE");
        crm.sql("INSERT INTO contacts (name) VALUES ('Somebody who came meanwhile')");
        if (!rebuild.isEmpty()) {
            crm.sql(
                    "INSERT INTO contacts (id, name) SELECT contact_id, 'Back' FROM contacts_provenance WHERE contact_id <> $1",
                    contact);
            crm.sql("""
                    INSERT INTO contacts_replays (id, state, dry_run, rebuild, requested_by, last_decision)
                    VALUES (gen_random_uuid(), $1, false, true, 'k', 0)
                    """, rebuild);
        }

        assertThatThrownBy(() -> people.plan(contact)).isInstanceOf(ErasureRefusedException.class);
        assertThatThrownBy(() -> people.erase(contact))
                .isInstanceOf(ErasureRefusedException.class)
                .hasMessageContaining("made again");

        assertThat(crm.texts("SELECT digest FROM contacts_erased_marks")).isEmpty();
        assertThat(crm.texts("SELECT sha256 FROM contacts_photos")).hasSize(1);
    }

    @Test
    void leavesNoGroupThatNamesThePersonHoweverItWritesTheirUid() {
        CanonicalGroup friends = new CanonicalGroup(
                "contacts/friends",
                null,
                "Friends",
                CanonicalGroup.Kind.USER,
                false,
                List.of("urn:uuid:Z-1", "Z-1:ABPerson", "b-2"));
        crm.run(HOME, SyncMode.FULL)
                .groups(friends)
                .last(zuleika("people/z1").uid("z-1").build());

        people.erase(people.id("Zuleika Dobson"));

        assertThat(crm.texts("SELECT array_to_string(members, ' ') FROM contacts_source_groups"))
                .containsExactly("b-2");
    }

    @Test
    void erasesNobodyAsLongAsAnotherProgramRefersToThem() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        UUID contact = people.id("Zuleika Dobson");
        crm.sql("CREATE TABLE gifts (contact_id UUID REFERENCES contacts (id))");
        crm.sql("INSERT INTO gifts VALUES ($1)", contact);

        assertThatThrownBy(() -> people.erase(contact))
                .isInstanceOf(ErasureRefusedException.class)
                .hasMessageContaining("gifts");

        assertThat(crm.texts("SELECT value FROM contact_info")).containsExactlyInAnyOrder(MAIL, NUMBER);
        assertThat(crm.texts("SELECT digest FROM contacts_erased_marks")).isEmpty();
    }

    @Test
    void erasesOnlyWhatWasAgreedTo() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        UUID contact = people.id("Zuleika Dobson");
        Consumer<ErasurePlan> refusal = plan -> {
            throw new IllegalArgumentException(plan.sources().toString());
        };

        assertThatThrownBy(() -> await(people.erasures.erase(contact, ACTOR, refusal)))
                .hasMessageContaining("people/z1");

        assertThat(people.id("Zuleika Dobson")).isEqualTo(contact);
        assertThatThrownBy(() -> people.erase(UUID.randomUUID())).isInstanceOf(UnknownContactException.class);
    }

    private UUID person(String name, String email) {
        UUID id = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, $2)", id, name);
        crm.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'email', $2)", id, email);
        return id;
    }
}
