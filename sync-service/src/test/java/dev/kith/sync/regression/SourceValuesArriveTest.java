package dev.kith.sync.regression;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.model.SyncMode;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.KithServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An earlier implementation lost or garbled values on their way from the source to the CRM. */
@QuarkusTest
@QuarkusTestResource(KithServers.class)
class SourceValuesArriveTest {

    @Inject
    GoogleStory story;

    @AfterEach
    void disconnect() {
        story.disconnect();
    }

    @Test
    void countriesGroupsAndEventsKeepTheirMeaning() {
        story.google().putGroup(story.account(), "6f2a1b9c0d", "Choir " + story.mark());
        ObjectNode person = story.person("Ole");
        person.putArray("addresses")
                .addObject()
                .put("streetAddress", "Gasse 1")
                .put("country", "Germany")
                .put("countryCode", "DE");
        person.putArray("events")
                .addObject()
                .put("type", "Graduation")
                .putObject("date")
                .put("year", 2019)
                .put("month", 6)
                .put("day", 14);
        person.putArray("memberships")
                .addObject()
                .putObject("contactGroupMembership")
                .put("contactGroupResourceName", "contactGroups/6f2a1b9c0d");
        person.withArray("memberships")
                .addObject()
                .putObject("contactGroupMembership")
                .put("contactGroupResourceName", "contactGroups/myContacts");
        story.put(1, person);
        story.connect();

        story.fullSync();

        assertThat(story.text("SELECT country FROM addresses WHERE contact_id = $1", story.contact("Ole")))
                .isEqualTo("DE");
        assertThat(story.text("SELECT label FROM important_dates WHERE contact_id = $1", story.contact("Ole")))
                .isEqualTo("Graduation");
        assertThat(story.labels("Ole")).containsExactly("Choir " + story.mark());
    }

    @Test
    void fieldsThatWereNeverAskedForArrive() {
        ObjectNode person = story.person("Pia");
        ((ObjectNode) person.at("/names/0")).put("middleName", "Maria");
        person.putArray("nicknames").addObject().put("value", "Pip");
        person.putArray("biographies").addObject().put("value", "met in Lyon").put("contentType", "TEXT_PLAIN");
        person.putArray("userDefined").addObject().put("key", "shoe size").put("value", "38");
        person.putArray("imClients")
                .addObject()
                .put("username", "pip@chat.example")
                .put("protocol", "jabber");
        person.putArray("urls").addObject().put("value", "https://pia.example").put("type", "homePage");
        story.put(1, person);
        story.connect();

        story.fullSync();

        assertThat(story.field("Pia", "middle_name")).isEqualTo("Maria");
        assertThat(story.field("Pia", "nickname")).isEqualTo("Pip");
        assertThat(story.field("Pia", "notes")).isEqualTo("met in Lyon");
        assertThat(story.field("Pia", "details")).contains("shoe size").contains("38");
        assertThat(story.infos("Pia", "other")).anyMatch(value -> value.contains("pip@chat.example"));
        assertThat(story.infos("Pia", "website")).containsExactly("https://pia.example");
    }

    @Test
    void otherContactsComeOnlyAsTheAccountWishes() {
        story.google().putOtherContact(story.account(), story.mark() + "1", Google.person("Quin", "Of" + story.mark()));
        story.put(1, story.person("Ray"));
        story.connect();
        story.fullSync();
        assertThat(story.texts("SELECT first_name FROM contacts WHERE last_name = $1", "Of" + story.mark()))
                .containsExactly("Ray");

        story.connect(Map.of("otherContacts", "create"));
        story.fullSync();
        assertThat(story.texts("SELECT first_name FROM contacts WHERE last_name = $1 ORDER BY 1", "Of" + story.mark()))
                .containsExactly("Quin", "Ray");
    }

    @Test
    void documentsAreStoredAsDocumentsNotAsTextOfDocuments() {
        story.put(1, story.person("Sam"));
        story.put(2, Google.person("Bad\0", "Of" + story.mark()));
        story.connect();
        story.run(SyncMode.FULL);
        story.sql("UPDATE contacts SET nickname = 'edited' WHERE id = $1", story.contact("Sam"));
        ObjectNode renamed = story.person("Sam");
        renamed.putArray("nicknames").addObject().put("value", "other");
        story.put(1, renamed);
        story.run(SyncMode.INCREMENTAL);

        for (String column : story.texts("""
                SELECT table_name || '.' || column_name FROM information_schema.columns
                WHERE table_schema = 'public' AND data_type = 'jsonb'
                """)) {
            String[] parts = column.split("\\.");
            assertThat(story.texts("SELECT DISTINCT jsonb_typeof(" + parts[1] + ") FROM " + parts[0] + " WHERE "
                            + parts[1]
                            + " IS NOT NULL AND '" + parts[0] + "." + parts[1]
                            + "' NOT IN ('contacts_field_history.old_value', 'contacts_field_history.new_value')"))
                    .as(column)
                    .isSubsetOf("object", "array");
        }
        assertThat(story.text(
                        "SELECT jsonb_typeof(metadata #> ARRAY['sources', 'contacts', 'google', $2]) FROM contacts WHERE id = $1",
                        story.contact("Sam"),
                        story.account()))
                .isEqualTo("object");
    }
}
