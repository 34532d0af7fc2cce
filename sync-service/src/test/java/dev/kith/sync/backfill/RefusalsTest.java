package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.person;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Email;
import dev.kith.model.SyncMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Contacts that the database will not take harm nobody but themselves. */
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
        String endless = new Random(7)
                .ints(8_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        var run = crm.run(HOME, SyncMode.FULL)
                .last(
                        person("people/c1", "Ann", "Alpha").build(),
                        with(person("people/c2", "Ben", "Beta"), endless + "@example.com"));

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

    private static CanonicalContact with(CanonicalContactBuilder person, String address) {
        return person.emails(List.of(new Email(address, "home", true, address))).build();
    }
}
