package dev.kith.sync.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An earlier implementation lost what people had written, each time only at the second or third sync. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class HumanEditsStayTest {

    @Inject
    GoogleStory home;

    @Inject
    GoogleStory work;

    @AfterEach
    void disconnect() {
        home.disconnect();
    }

    private static ObjectNode employed(ObjectNode person, String company, String title) {
        person.putArray("organizations").addObject().put("name", company).put("title", title);
        return person;
    }

    @Test
    void aLocalEditOutlastsChangesOfOtherFieldsAndOfItsOwn() {
        home.put(1, employed(home.person("Ann"), "Acme", "Clerk"));
        home.connect();
        home.fullSync();
        home.sql("UPDATE contacts SET company = 'USER EDIT Corp' WHERE id = $1", home.contact("Ann"));

        home.put(1, employed(home.person("Ann"), "Acme", "Manager"));
        home.sync();
        assertThat(home.field("Ann", "company")).isEqualTo("USER EDIT Corp");
        assertThat(home.field("Ann", "job_title")).isEqualTo("Manager");
        assertThat(home.activity("contact_sync_conflict")).isEmpty();

        home.put(1, employed(home.person("Ann"), "Apex", "Manager"));
        home.sync();
        assertThat(home.field("Ann", "company")).isEqualTo("USER EDIT Corp");
        assertThat(home.activity("contact_sync_conflict")).hasSize(1);

        home.touch(1);
        home.sync();
        home.fullSync();
        assertThat(home.field("Ann", "company")).isEqualTo("USER EDIT Corp");
        assertThat(home.activity("contact_sync_conflict")).hasSize(1);
    }

    @Test
    void aValueFromBeforeTheFirstSyncIsNeverOverwritten() {
        home.sql(
                "INSERT INTO contacts (id, name, first_name, last_name, company) VALUES ($1, $2, 'Ben', $3, 'LocalCo')",
                UUID.randomUUID(),
                "Ben Of" + home.mark(),
                "Of" + home.mark());
        home.sql(
                "INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'email', $2)",
                home.contact("Ben"),
                home.email("Ben"));
        home.put(1, employed(home.person("Ben"), "SourceCo", "Clerk"));
        home.connect();

        home.fullSync();
        home.touch(1);
        home.sync();
        home.put(1, employed(home.person("Ben"), "SourceCo", "Manager"));
        home.sync();
        home.fullSync();

        assertThat(home.field("Ben", "company")).isEqualTo("LocalCo");
        assertThat(home.field("Ben", "job_title")).isEqualTo("Manager");
    }

    @Test
    void whatTheSourceDropsGoesAndWhatAHumanWroteStays() {
        home.google().putGroup(home.account(), "f1", "Club " + home.mark());
        home.put(1, rich("old", 3, 4, true));
        home.connect();
        home.fullSync();
        UUID cat = home.contact("Cat");
        home.sql("INSERT INTO contact_info (contact_id, type, value) VALUES ($1, 'email', $2)", cat, home.email("own"));
        home.sql("INSERT INTO important_dates (contact_id, label, month, day) VALUES ($1, 'name day', 7, 7)", cat);
        home.sql("INSERT INTO labels (name) VALUES ($1)", "Mine " + home.mark());
        home.sql("INSERT INTO contact_labels SELECT id, $1 FROM labels WHERE name = $2", cat, "Mine " + home.mark());

        home.put(1, rich("new", 3, 5, false));
        home.sync();

        assertThat(home.infos("Cat", "email")).containsExactly(home.email("new"), home.email("own"));
        assertThat(home.texts(
                        "SELECT label || ' ' || month || '-' || day FROM important_dates WHERE contact_id = $1 ORDER BY 1",
                        cat))
                .containsExactly("birthday 3-5", "name day 7-7");
        assertThat(home.labels("Cat")).containsExactly("Mine " + home.mark());
        assertThat(home.field("Cat", "company")).isNull();
    }

    private ObjectNode rich(String mailbox, int month, int day, boolean more) {
        ObjectNode person = home.person("Cat");
        person.putArray("emailAddresses").addObject().put("value", home.email(mailbox));
        person.putArray("birthdays")
                .addObject()
                .putObject("date")
                .put("month", month)
                .put("day", day);
        if (more) {
            employed(person, "Acme", null);
            person.putArray("memberships")
                    .addObject()
                    .putObject("contactGroupMembership")
                    .put("contactGroupResourceName", "contactGroups/f1");
        }
        return person;
    }

    @Test
    void ofTwoAccountsWithTheSamePersonNeitherOverwritesWhatTheOtherOwns() {
        ObjectNode atHome = employed(home.person("Dan"), "HomeCo", "Clerk");
        home.put(1, atHome);
        home.connect();
        home.fullSync();
        work.google().putContact(work.account(), work.mark() + "1", employed(atHome.deepCopy(), "WorkCo", "Clerk"));
        work.connect();
        try {
            work.fullSync();
            assertThat(home.field("Dan", "company")).isEqualTo("HomeCo");

            work.google()
                    .putContact(work.account(), work.mark() + "1", employed(atHome.deepCopy(), "WorkPlus", "Clerk"));
            work.sync();
            home.touch(1);
            home.sync();
            assertThat(home.field("Dan", "company")).isEqualTo("HomeCo");

            home.put(1, employed(home.person("Dan"), "HomePlus", "Clerk"));
            home.sync();
            work.fullSync();
            assertThat(home.field("Dan", "company")).isEqualTo("HomePlus");
            assertThat(work.activity("contact_sync_conflict")).isEmpty();
        } finally {
            work.disconnect();
        }
    }
}
