package dev.kith.sync.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.CanonicalContact;
import dev.kith.model.CanonicalContactBuilder;
import dev.kith.model.Organization;
import dev.kith.model.SyncMode;
import dev.kith.sync.crm.ContactBody;
import dev.kith.sync.crm.ContactEdit;
import dev.kith.sync.crm.EditorFixture;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People edit contacts that no source gave a name, and then one does. */
class EditedNamelessTest {

    private static final AccountKey HOME = new AccountKey("google", "home");

    private final CrmFixture crm = new CrmFixture();

    @BeforeEach
    void readSomebodyWithoutAName() {
        crm.sync(HOME, SyncMode.FULL, acme().build());
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void aNameMadeOfTheCompanyAPersonWroteGivesWayToARealOne() {
        edit("organization", null, "Acme Ltd");
        assertThat(name()).isEqualTo("Acme Ltd");

        crm.sync(HOME, SyncMode.INCREMENTAL, acme().displayName("Bo Beta").build());

        assertThat(name()).isEqualTo("Bo Beta");
        assertThat(crm.texts("SELECT company FROM contacts")).containsExactly("Acme Ltd");
    }

    @Test
    void aNameMadeOfTheFirstNameAPersonWroteStays() {
        edit("firstName", "Bob", null);

        crm.sync(HOME, SyncMode.INCREMENTAL, acme().displayName("Bo Beta").build());

        assertThat(name()).isEqualTo("Bob");
    }

    private void edit(String field, String firstName, String organization) {
        ContactBody body = new ContactBody(
                firstName,
                null,
                null,
                null,
                null,
                organization,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        EditorFixture.editor(crm.pool())
                .update(
                        UUID.fromString(crm.texts("SELECT id FROM contacts").get(0)),
                        new ContactEdit(body, Set.of(field), null, null),
                        "key:test")
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private static CanonicalContactBuilder acme() {
        return CanonicalContact.builder("h1").organizations(List.of(new Organization("Acme", null, null, true)));
    }

    private String name() {
        return crm.texts("SELECT name FROM contacts").get(0);
    }
}
