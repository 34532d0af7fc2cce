package dev.kith.sync.backfill;

import static dev.kith.sync.backfill.CanonicalPeople.onlyEmail;
import static dev.kith.sync.backfill.CanonicalPeople.person;
import static dev.kith.sync.backfill.CrmFixture.HOME;
import static dev.kith.sync.backfill.CrmFixture.WORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.model.SyncMode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether two are one person whose addresses differ by a tag alone. */
class TaggedAddressTest {

    private static CrmFixture crm;

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
    }

    @Test
    void anAddressWithATagIsNotTakenForTheOneWithout() {
        meet("anna@example.com", "anna+shop@example.com");
    }

    @Test
    void anAddressWithoutATagIsNotTakenForTheOneWith() {
        meet("anna+shop@example.com", "anna@example.com");
    }

    @Test
    void anAddressWithATagIsNotTakenForTheOneWithAnother() {
        meet("Anna+Shop@example.com", "anna+news@example.com");
    }

    private static void meet(String first, String second) {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("c1", "Anna", "Alpha").emails(List.of(onlyEmail(first))).build());

        crm.sync(
                WORK,
                SyncMode.FULL,
                person("w1", "Anna", "Alpha").emails(List.of(onlyEmail(second))).build());

        assertThat(crm.texts("SELECT count(DISTINCT local_contact_id) FROM contacts_source_links"))
                .containsExactly("2");
        assertThat(crm.texts("SELECT evidence ->> 'reason' FROM contacts_review_items WHERE kind = 'ambiguous_match'"))
                .containsExactly("their addresses differ by a tag alone");
        assertThat(crm.texts("SELECT evidence -> 'candidates' ->> 0 FROM contacts_review_items"))
                .isEqualTo(crm.texts(
                        "SELECT local_contact_id FROM contacts_source_links WHERE external_contact_id = 'c1'"));
        assertThat(activity("contact_sync_conflict")).hasSize(1);
    }

    @Test
    void nobodyIsAskedAboutTagsOfPeopleOfDifferentNames() {
        crm.sync(
                HOME,
                SyncMode.FULL,
                person("c1", "Anna", "Alpha")
                        .emails(List.of(onlyEmail("home+anna@example.com")))
                        .build(),
                person("c2", "Bo", "Alpha")
                        .emails(List.of(onlyEmail("home+bo@example.com")))
                        .build());

        assertThat(crm.texts("SELECT id FROM contacts_review_items")).isEmpty();
    }

    private static List<String> activity(String type) {
        return crm.texts("SELECT id FROM activity_feed WHERE type = $1", type);
    }
}
