package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.person;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.BatchCodec;
import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Email;
import dev.kith.model.SyncMode;
import dev.kith.model.UnreadContactBatch;
import dev.kith.sync.testing.Concurrent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contacts that the database will not take harm nobody but themselves. */
@Concurrent
class RefusalsTest {

    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void setsAsideTheOneContactTheDatabaseRefuses() {
        CanonicalContact[] contacts = new CanonicalContact[200];
        for (int i = 0; i < contacts.length; i++) {
            contacts[i] = person("people/c" + i, "Ann", "Alpha" + i)
                    .notes(i == 123 ? "a\0b" : "ok")
                    .build();
        }

        var run = crm.run(HOME, SyncMode.FULL).last(contacts);

        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("199");
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_quarantine"))
                .containsExactly("people/c123");
        assertThat(run.state()).isEqualTo("PARTIAL");
        assertThat(crm.one("SELECT sync_cursor FROM contacts_sync_state WHERE account_id = 'home'")
                        .getString(0))
                .isNotNull();

        crm.sync(
                HOME,
                SyncMode.INCREMENTAL,
                person("people/c123", "Ann", "Alpha123").build());

        assertThat(crm.texts("SELECT count(*) FROM contacts")).containsExactly("200");
        assertThat(crm.texts("SELECT status FROM contacts_quarantine")).containsExactly("resolved");
    }

    @Test
    void setsAsideAValueThatNoIndexCanHold() {
        var run = crm.run(HOME, SyncMode.FULL)
                .last(
                        person("people/c1", "Ann", "Alpha").build(),
                        with(person("people/c2", "Ben", "Beta"), endless() + "@example.com"));

        assertThat(run.state()).isEqualTo("PARTIAL");
        assertThat(crm.texts("SELECT name FROM contacts")).containsExactly("Ann Alpha");
        assertThat(crm.texts("SELECT external_contact_id || ' ' || reason FROM contacts_quarantine"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("people/c2 ");
    }

    @Test
    void setsAsideTheSecondOfTwoThatAreRefusedOnlyBesideOneAnother() {
        crm.sql("CREATE UNIQUE INDEX somebodys_rule ON contact_info (type, value)");

        var run = crm.run(HOME, SyncMode.FULL)
                .last(
                        with(person("people/c1", "Ann", "Alpha"), "shared@example.com"),
                        person("people/c2", "Ben", "Beta").build(),
                        with(person("people/c3", "Cid", "Gamma"), "shared@example.com"));

        assertThat(run.state()).isEqualTo("PARTIAL");
        assertThat(crm.texts("SELECT name FROM contacts ORDER BY name")).containsExactly("Ann Alpha", "Ben Beta");
        assertThat(crm.texts("SELECT external_contact_id FROM contacts_quarantine"))
                .containsExactly("people/c3");
    }

    @Test
    void setsAsideAContactWhoseVeryIdNoIndexCanHold() {
        var run = crm.run(HOME, SyncMode.FULL)
                .last(
                        person("people/c1", "Ann", "Alpha").build(),
                        person(endless(), "Ben", "Beta").build());

        assertThat(run.state()).isEqualTo("PARTIAL");
        assertThat(crm.texts("SELECT name FROM contacts")).containsExactly("Ann Alpha");
        assertThat(crm.texts("SELECT left(external_contact_id, 7) || ' ' || reason FROM contacts_quarantine"))
                .containsExactly("sha256: refused_by_database");
    }

    @Test
    void setsAsideAnUnreadableContactWithANumberThatNoColumnCanHold() {
        var run = crm.run(HOME, SyncMode.FULL);
        Slice slice = run.slice(
                1,
                true,
                person("people/c1", "Ann", "Alpha").build(),
                person("people/c2", "Ben", "Beta").build());
        Slice.Entry entry = slice.entries().get(0);
        byte[] altered = new String(BatchCodec.write(entry.whole().batch()), UTF_8)
                .replace("\"Ben\"", "1e999999")
                .getBytes(UTF_8);

        crm.apply(new Slice(
                slice.topic(),
                slice.topicId(),
                slice.partition(),
                slice.from(),
                slice.next(),
                slice.account(),
                List.of(Slice.Entry.of(UnreadContactBatch.of(altered), entry.position()))));

        assertThat(run.state()).isEqualTo("PARTIAL");
        assertThat(crm.texts("SELECT name FROM contacts")).containsExactly("Ann Alpha");
        assertThat(crm.texts("SELECT external_contact_id || ' ' || reason FROM contacts_quarantine"))
                .containsExactly("people/c2 unreadable");
    }

    private static String endless() {
        return new Random(7)
                .ints(8_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static CanonicalContact with(CanonicalContactBuilder person, String address) {
        return person.emails(List.of(new Email(address, "home", true, address))).build();
    }
}
