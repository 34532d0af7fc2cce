package dev.kith.sync.erasure;

import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Email;
import dev.kith.model.Phone;
import dev.kith.model.Photo;
import dev.kith.model.SyncMode;
import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.ContactRedrive;
import dev.kith.sync.backfill.CrmFixture;
import dev.kith.sync.backfill.IncomingContact;
import dev.kith.sync.backfill.LogPosition;
import dev.kith.sync.backfill.Quarantined;
import dev.kith.sync.backfill.ReplayApplier;
import dev.kith.sync.backfill.Slice;
import dev.kith.sync.review.merge.Merges;
import dev.kith.sync.review.merge.UnknownContactException;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErasureTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String MAIL = "zuleika@dobson.example";
    private static final String NUMBER = "+442079460123";
    private static final String ACTOR = "key:admin";
    private static final List<String> TRACES = List.of("uleika", "dobson", "9460123", "people/z", "orchid");

    private static CrmFixture crm;
    private static Erasures erasures;

    @BeforeAll
    static void open() {
        crm = new CrmFixture();
        erasures = new Erasures(crm.pool(), UUID::randomUUID, CrmFixture.ERASED, new DefaultRegion("US"));
    }

    @AfterAll
    static void close() {
        crm.close();
    }

    @BeforeEach
    void begin() {
        crm.sql("DROP TABLE IF EXISTS gifts");
        crm.clear();
    }

    @Test
    void leavesNothingOfThePersonInAnyTable() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());
        crm.sync(
                WORK,
                SyncMode.FULL,
                zuleika("people/z2").notes("Gave me an orchid").build());
        UUID contact = id("Zuleika Dobson");
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
        assertThat(traces()).isNotEmpty();

        erase(twin);

        assertThat(traces()).isEmpty();
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
    void staysErasedWhateverSourcesReplaysAndRetriesBring() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        erase(id("Zuleika Dobson"));

        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        crm.sync(
                WORK,
                SyncMode.FULL,
                CanonicalContact.builder("people/w7")
                        .displayName("Z. Dobson")
                        .emails(mails())
                        .build());
        crm.sync(
                WORK,
                SyncMode.INCREMENTAL,
                CanonicalContact.builder("people/w7").displayName("Z. Dobson").build());
        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                CanonicalContact.builder("people/z9")
                        .aliases(List.of("people/z1"))
                        .displayName("Zuleika")
                        .build());
        crm.sync(
                HOME,
                SyncMode.FULL,
                CanonicalContact.builder("people/z9").displayName("Zuleika").build());
        LogPosition position = new LogPosition("kith.contacts.v1@topic", 0, 0);
        await(new ReplayApplier(crm.pool(), UUID::randomUUID, Clock.systemUTC(), CrmFixture.ERASED)
                .apply(
                        HOME,
                        List.of(IncomingContact.of(zuleika("people/z1").build(), "contacts", position)),
                        new ReplayApplier.Terms(UUID.randomUUID(), false, true)));
        Slice slice = crm.run(HOME, SyncMode.INCREMENTAL)
                .slice(1, true, zuleika("people/z1").build());
        await(new ContactRedrive(crm.pool(), UUID::randomUUID, Clock.systemUTC(), CrmFixture.ERASED)
                .apply(HOME, slice.entries().get(0)));

        assertThat(crm.texts("SELECT name FROM contacts")).isEmpty();
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links"))
                .isEmpty();
        assertThat(
                        crm.texts(
                                "SELECT skipped FROM contacts_sync_runs WHERE account_id = 'home' AND mode = 'full' ORDER BY started_at"))
                .containsExactly("0", "1", "1");
        assertThat(traces()).isEmpty();
    }

    @Test
    void knowsNobodyByAnAddressThatDiffersByATag() {
        String tagged = "zuleika+kids@dobson.example";
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        erase(id("Zuleika Dobson"));

        crm.sync(
                WORK,
                SyncMode.FULL,
                CanonicalContact.builder("people/w8")
                        .displayName("Noaks Dobson")
                        .emails(List.of(new Email(tagged, "home", true, tagged)))
                        .build());

        assertThat(crm.texts("SELECT name FROM contacts")).containsExactly("Noaks Dobson");
    }

    @Test
    void setsNothingOfSomebodyErasedAside() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        erase(id("Zuleika Dobson"));
        Slice whole = crm.run(HOME, SyncMode.INCREMENTAL).slice(1, true);
        Slice.Entry entry = whole.entries().get(0);
        Quarantined unreadable = Quarantined.unreadable("people/z1", "contacts", entry.position(), "odd", null);

        crm.apply(new Slice(
                whole.topic(),
                whole.topicId(),
                whole.partition(),
                whole.from(),
                whole.next(),
                HOME,
                List.of(new Slice.Entry(
                        entry.batch(), entry.position(), List.of(), List.of(unreadable), List.of(), null))));

        assertThat(crm.texts("SELECT id FROM contacts_quarantine")).isEmpty();
    }

    @Test
    void leavesWhoeverSharesANumberAlone() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                zuleika("people/z1").build(),
                spouse("people/s1").build());

        assertThat(plan(id("Zuleika Dobson")).sharedWith()).containsExactly(id("Noaks"));
        erase(id("Zuleika Dobson"));
        crm.sync(HOME, SyncMode.INCREMENTAL, spouse("people/s1").nickname("No").build());
        crm.sync(WORK, SyncMode.FULL, spouse("people/s2").build());

        assertThat(crm.texts("SELECT nickname FROM contacts")).containsExactly("No");
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_source_links ORDER BY 1"))
                .containsExactly("people/s1", "people/s2");
    }

    @Test
    void leavesWhomALinkLeadsToAloneThoughTheyTakeOverAnAddress() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build(), bystander());
        erase(id("Zuleika Dobson"));

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                CanonicalContact.builder("people/b1")
                        .displayName("Bystander")
                        .emails(mails())
                        .build());

        assertThat(crm.texts("SELECT value FROM contact_info")).containsExactly(MAIL);
    }

    @Test
    void keepsDigestsThatNeedAKey() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        erase(id("Zuleika Dobson"));

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
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        UUID contact = id("Zuleika Dobson");
        crm.sql("DELETE FROM contacts WHERE id = $1", contact);

        erase(contact);
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());

        assertThat(traces()).isEmpty();
    }

    @Test
    void erasesNobodyAsLongAsAnotherProgramRefersToThem() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        UUID contact = id("Zuleika Dobson");
        crm.sql("CREATE TABLE gifts (contact_id UUID REFERENCES contacts (id))");
        crm.sql("INSERT INTO gifts VALUES ($1)", contact);

        assertThatThrownBy(() -> erase(contact))
                .isInstanceOf(ErasureRefusedException.class)
                .hasMessageContaining("gifts");

        assertThat(crm.texts("SELECT value FROM contact_info")).containsExactlyInAnyOrder(MAIL, NUMBER);
        assertThat(crm.texts("SELECT digest FROM contacts_erased_marks")).isEmpty();
    }

    @Test
    void erasesOnlyWhatWasAgreedTo() {
        crm.sync(HOME, SyncMode.FULL, zuleika("people/z1").build());
        UUID contact = id("Zuleika Dobson");
        Consumer<ErasurePlan> refusal = plan -> {
            throw new IllegalArgumentException(plan.sources().toString());
        };

        assertThatThrownBy(() -> await(erasures.erase(contact, ACTOR, refusal))).hasMessageContaining("people/z1");

        assertThat(id("Zuleika Dobson")).isEqualTo(contact);
        assertThatThrownBy(() -> erase(UUID.randomUUID())).isInstanceOf(UnknownContactException.class);
    }

    private void erase(UUID contact) {
        await(erasures.erase(contact, ACTOR, plan -> {}));
    }

    private ErasurePlan plan(UUID contact) {
        return await(erasures.plan(contact));
    }

    private UUID id(String name) {
        return crm.one("SELECT id FROM contacts WHERE name = $1", name).getUUID("id");
    }

    private UUID person(String name, String email) {
        UUID id = UUID.randomUUID();
        crm.sql("INSERT INTO contacts (id, name) VALUES ($1, $2)", id, name);
        crm.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'email', $2)", id, email);
        return id;
    }

    /** Rows of any table, by its name, that hold something of the person. */
    private Map<String, List<String>> traces() {
        List<String> tables = crm.texts("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'");
        String trace = String.join("|", TRACES);
        return tables.stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> crm.texts("SELECT t::text FROM \"" + table + "\" t WHERE t::text ~* $1", trace)))
                .entrySet()
                .stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static CanonicalContactBuilder zuleika(String externalId) {
        byte[] picture = "orchid".getBytes(StandardCharsets.UTF_8);
        return CanonicalContact.builder(externalId)
                .displayName("Zuleika Dobson")
                .firstName("Zuleika")
                .lastName("Dobson")
                .emails(mails())
                .phones(List.of(new Phone(NUMBER, "home", true, NUMBER)))
                .photos(List.of(new Photo(
                        null, false, false, "image/jpeg", Base64.getEncoder().encodeToString(picture))));
    }

    private static List<Email> mails() {
        return List.of(new Email(MAIL, "home", true, MAIL));
    }

    private static CanonicalContactBuilder spouse(String externalId) {
        return CanonicalContact.builder(externalId)
                .displayName("Noaks")
                .firstName("Noaks")
                .phones(List.of(new Phone(NUMBER, "home", true, NUMBER)));
    }

    private static CanonicalContact bystander() {
        return CanonicalContact.builder("people/b1").displayName("Bystander").build();
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(TIMEOUT);
    }
}
