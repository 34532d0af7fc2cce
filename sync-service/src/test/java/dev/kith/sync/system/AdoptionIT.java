package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.sandbox.google.StandInControl;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service starts on a database that another program has used, and goes on with what is there. */
class AdoptionIT {

    private static final Path SCRIPTS = Path.of("src", "test", "resources", "adopted");
    private static final String SAME = "00000000-0000-4000-8000-000000000001";
    private static final String CHANGED = "00000000-0000-4000-8000-000000000002";

    private final StandInControl google = Google.control();
    private final String owner = "adopted-" + UUID.randomUUID();
    private final String refreshToken = "plain-text-refresh-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(strings = {"first-release", "first-release+later"})
    void keepsEveryRowSealsTheCredentialsAndSyncs(String scripts) {
        String same = openAccount();
        String changed = google.putContact(owner, "c2", person("Bo", "Changed", "Source Company"));
        google.putContact(owner, "c3", person("Di", "New", "Elsewhere"));
        try (Installation kith = Installation.on(Servers.postgres()).java("-XX:TieredStopAtLevel=1")) {
            adopt(kith, scripts.split("\\+"));
            link(kith, same, SAME);
            link(kith, changed, CHANGED);
            List<String> before = rowsOfOthers(kith);

            kith.start();
            awaitSync(kith);

            assertThat(rowsOfOthers(kith)).isEqualTo(before);
            assertThat(kith.database().texts("SELECT name FROM contacts ORDER BY name"))
                    .containsExactly("Ada Same", "Bo Changed", "Cy Own", "Di New");
            assertThat(kith.database().text("SELECT company FROM contacts WHERE first_name = 'Bo'"))
                    .isEqualTo("Local Company");
            assertThat(kith.database().text("SELECT metadata ->> 'theme' FROM contacts WHERE first_name = 'Bo'"))
                    .isEqualTo("dark");
            assertThat(kith.database()
                            .texts("SELECT description FROM activity_feed WHERE type = 'contact_sync_conflict'"))
                    .isEmpty();
            assertNothingOfTheSecretIsPlain(kith);
            assertFollowsTheSource(kith);
            assertAllowsASharedNumber(kith);
        }
    }

    private String openAccount() {
        google.createAccount(
                owner,
                owner + "@example.com",
                refreshToken,
                Set.of(StandInControl.CONTACTS_SCOPE, StandInControl.OTHER_CONTACTS_SCOPE));
        return google.putContact(owner, "c1", person("Ada", "Same", "Engines"));
    }

    private static ObjectNode person(String first, String last, String company) {
        ObjectNode person = Google.person(first, last);
        person.putArray("organizations").addObject().put("name", company);
        return person;
    }

    private void adopt(Installation kith, String... scripts) {
        try (Connection connection = kith.database().connectAsService()) {
            for (String script : scripts) {
                connection.createStatement().execute(Files.readString(SCRIPTS.resolve(script + ".sql")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kith.database().sql("""
                INSERT INTO google_oauth_credentials VALUES ('google', jsonb_build_object('client_id', '%s',
                    'client_secret', 'adopted-secret', 'refresh_token', '%s', 'scope', '%s',
                    'stored_at', '2026-01-01T00:00:00+00:00'))
                """.formatted(Google.CLIENT_ID, refreshToken, StandInControl.CONTACTS_SCOPE));
    }

    private static void link(Installation kith, String resourceName, String contactId) {
        kith.database().sql("""
                INSERT INTO contacts_source_links (provider, account_id, external_contact_id, local_contact_id, source_etag)
                VALUES ('google', 'default', '%s', '%s', 'an-old-etag')
                """.formatted(resourceName, contactId));
    }

    /** What was there before the sync and is not for it to change. */
    private static List<String> rowsOfOthers(Installation kith) {
        return kith.database().texts("""
                SELECT to_jsonb(t)::text FROM notes t
                UNION ALL SELECT concat_ws('|', id, type, summary, direction, duration_minutes) FROM interactions
                UNION ALL SELECT concat_ws('|', id, contact_id, type, description) FROM activity_feed
                          WHERE type = 'contact_created'
                UNION ALL SELECT concat_ws('|', id, name, first_name, last_name, company, listed, created_at) FROM contacts
                          WHERE id::text LIKE '00000000-%'
                UNION ALL SELECT concat_ws('|', i.id, contact_id, type, value, label, is_primary) FROM contact_info i
                          WHERE contact_id::text LIKE '00000000-%'
                UNION ALL SELECT concat_ws('|', id, contact_id, label, line_1, country) FROM addresses
                UNION ALL SELECT concat_ws('|', id, contact_id, label, month, day) FROM important_dates
                UNION ALL SELECT concat_ws('|', label_id, contact_id) FROM contact_labels
                ORDER BY 1
                """);
    }

    private static void awaitSync(Installation kith) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(kith.database().texts("""
                                SELECT r.state || ' ' || a.health || ' ' || (a.last_success_at IS NOT NULL)
                                FROM contacts_sync_runs r JOIN contacts_source_accounts a USING (provider, account_id)
                                WHERE account_id = 'default' AND ended_at IS NOT NULL
                                """)).containsExactly("SUCCEEDED ok true"));
    }

    private void assertNothingOfTheSecretIsPlain(Installation kith) {
        assertThat(kith.database().texts("SELECT credential_key || credentials::text FROM google_oauth_credentials"))
                .hasSize(1)
                .noneMatch(row -> row.contains(refreshToken) || row.contains("adopted-secret"))
                .noneMatch(row -> row.contains("refresh_token"));
        assertThat(kith.log()).doesNotContain(refreshToken).doesNotContain("adopted-secret");
    }

    private void assertFollowsTheSource(Installation kith) {
        google.putContact(owner, "c3", person("Di", "New", "Somewhere"));
        google.putContact(owner, "c2", person("Bo", "Changed", "Another Company"));
        assertThat(kith.client().sync("default", "incremental").path("state").asText())
                .isEqualTo("SUCCEEDED");
        assertThat(kith.database().texts("SELECT company FROM contacts WHERE company IS NOT NULL ORDER BY 1"))
                .containsExactly("Engines", "Local Company", "Somewhere");
    }

    private void assertAllowsASharedNumber(Installation kith) {
        ObjectNode sharing = person("Eli", "Sharing", "Elsewhere");
        sharing.putArray("phoneNumbers").addObject().put("value", "+12025550143");
        ObjectNode too = person("Fay", "Sharing", "Elsewhere");
        too.putArray("phoneNumbers").addObject().put("value", "+12025550143");
        google.putContact(owner, "c4", sharing);
        google.putContact(owner, "c5", too);
        assertThat(kith.client().sync("default", "incremental").path("state").asText())
                .isEqualTo("SUCCEEDED");
        assertThat(kith.database().texts("SELECT contact_id FROM contact_info WHERE value = '+12025550143'"))
                .hasSize(2);
    }
}
