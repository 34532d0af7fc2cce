package dev.kith.sandbox.google;

import static dev.kith.sandbox.google.StandInFixture.LIST;
import static dev.kith.sandbox.google.StandInFixture.named;
import static dev.kith.sandbox.google.StandInFixture.names;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInStoreTest {

    @TempDir
    Path folder;

    @Test
    void goesOnWithAccountsGrantsTokensAndClock() {
        String sync;
        Instant time;
        try (GoogleStandIn first = start()) {
            fill(first.control());
            sync = list(first, "").path("nextSyncToken").asText();
            first.control().deleteContact("ada", "a1");
            first.control().advance(Duration.ofDays(2));
            time = first.control().time();
        }
        try (GoogleStandIn second = start()) {
            assertThat(second.control().time()).isAfterOrEqualTo(time);
            assertThat(names(list(second, ""))).containsExactly("Person 2");
            assertThat(list(second, "&syncToken=" + sync)
                            .at("/connections/0/metadata/deleted")
                            .asBoolean())
                    .isTrue();
            assertThat(second.control().groups("ada")).containsValue("Choir");
        }
    }

    @Test
    void keepsExpiredSyncTokensExpired() {
        String sync;
        try (GoogleStandIn first = start()) {
            fill(first.control());
            sync = list(first, "").path("nextSyncToken").asText();
            first.control().expireSyncTokens("ada");
        }
        try (GoogleStandIn second = start()) {
            assertThat(list(second, "&syncToken=" + sync).toString()).contains("EXPIRED_SYNC_TOKEN");
        }
    }

    @Test
    void savesWhileItRunsSoThatAKilledLauncherLosesNothing() {
        try (GoogleStandIn running = start()) {
            fill(running.control());

            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            Files.exists(file()) && Files.readString(file()).contains("Person 2"));
        }
    }

    private static void fill(StandInControl control) {
        control.createAccount("ada", "ada@example.com", "refresh-ada", Set.of(StandInControl.CONTACTS_SCOPE));
        control.putContact("ada", "a1", named("Person 1"));
        control.putContact("ada", "a2", named("Person 2"));
        control.putGroup("ada", "g1", "Choir");
    }

    private static JsonNode list(GoogleStandIn google, String parameters) {
        StandInClient client = new StandInClient(google.url());
        client.refresh("refresh-ada");
        return client.get(LIST + parameters).body();
    }

    private GoogleStandIn start() {
        return GoogleStandIn.start(new StandInOptions(0, file(), Clock.systemUTC()));
    }

    private Path file() {
        return folder.resolve("google.json");
    }
}
