package dev.kith.sync.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kith.sandbox.google.Fault;
import dev.kith.sandbox.system.TcpLine;
import dev.kith.sync.testing.Google;
import dev.kith.sync.testing.Servers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What probes are told while the world around the service comes and goes. */
class HealthIT {

    private TcpLine database;
    private Installation kith;

    @BeforeEach
    void start() {
        database = new TcpLine(Servers.postgres().port());
        kith = Installation.on(Servers.postgres())
                .java("-XX:TieredStopAtLevel=1")
                .over(database)
                .start();
    }

    @AfterEach
    void stop() {
        kith.close();
        database.close();
    }

    @Test
    void livesAndHasStartedWhateverItNeedsIsAway() {
        String account = "health-" + UUID.randomUUID();
        Google.account(account);
        assertThat(probe("live") + probe("ready") + probe("started")).isEqualTo("200200200");

        Google.control().fault(new Fault("/v1/people/me", 1, Fault.Kind.UNAVAILABLE));
        kith.client().connectGoogle(account);
        assertThat(probe("live") + probe("ready")).as("Google is away").isEqualTo("200200");

        database.cut();
        awaitProbe("ready", 503);
        assertThat(probe("live") + probe("started")).as("the database is away").isEqualTo("200200");
        database.mend();
        awaitProbe("ready", 200);

        kith.kafka().close();
        awaitProbe("ready", 503);
        assertThat(probe("live") + probe("started")).as("the log is away").isEqualTo("200200");
        assertThat(kith.client().get("/api/contacts").status()).isEqualTo(200);
    }

    @Test
    void countsWhatItDoes() {
        String account = "metrics-" + UUID.randomUUID();
        Google.account(account);
        Google.control().putContact(account, "d1", Google.person("Jo", "Metric"));
        kith.client().connectGoogle(account);
        kith.client().sync(account, "full");

        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(kith.client().get("/q/metrics").body())
                        .contains(
                                "kith_sync_reads_total{",
                                "kith_account_last_success_timestamp_seconds{",
                                "kith_sync_active",
                                "http_server_requests_seconds_count",
                                "jvm_memory_used_bytes")
                        .doesNotContain(account));
    }

    private String probe(String kind) {
        return String.valueOf(
                kith.client().withKey(null).get("/q/health/" + kind).status());
    }

    private void awaitProbe(String kind, int status) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(probe(kind)).isEqualTo(String.valueOf(status)));
    }
}
