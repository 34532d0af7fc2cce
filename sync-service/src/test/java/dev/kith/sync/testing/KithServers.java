package dev.kith.sync.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a database of its own, and the test JVM's Kafka. */
public class KithServers implements QuarkusTestResourceLifecycleManager {

    public static final String ADMIN_KEY = "test-admin-key";

    @Override
    public Map<String, String> start() {
        String database = Servers.postgres().freshDatabase();
        return Map.ofEntries(
                Map.entry(
                        "quarkus.datasource.reactive.url",
                        "postgresql://127.0.0.1:" + Servers.postgres().port() + "/" + database),
                Map.entry("quarkus.datasource.jdbc.url", Servers.postgres().jdbcUrl(database)),
                Map.entry("quarkus.datasource.username", "postgres"),
                Map.entry("quarkus.datasource.password", "postgres"),
                Map.entry("kafka.bootstrap.servers", Servers.kafka().bootstrapServers()),
                Map.entry("kith.credentials-key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                Map.entry("kith.api-key", ADMIN_KEY),
                Map.entry("kith.google.api-url", Google.standIn().url()),
                Map.entry("kith.google.token-url", Google.standIn().url() + "/token"),
                Map.entry("kith.google.auth-url", Google.standIn().url() + "/o/oauth2/v2/auth"),
                Map.entry("kith.google.revoke-url", Google.standIn().url() + "/revoke"),
                Map.entry("kith.google.client-id", Google.CLIENT_ID),
                Map.entry("kith.google.client-secret", Google.CLIENT_SECRET),
                Map.entry("kith.google.reads-per-minute", "100000"),
                Map.entry("kith.carddav.allow-private", "true"),
                Map.entry("kith.log.tail-tick", "1s"),
                Map.entry("mp.messaging.incoming.contacts-in.fetch.max.wait.ms", "10"),
                Map.entry("kith.interactions.look-again", "PT0.5S"),
                Map.entry("kith.replay.tick", "1s"),
                Map.entry("kith.log-rewrite.tick", "1s"),
                Map.entry("kith.log-rewrite.patience", "PT0.5S"),
                Map.entry("kith.sync.retry.first-delay", "PT0.01S"),
                Map.entry("kith.sync.retry.longest-delay", "PT0.1S"));
    }

    @Override
    public void stop() {
        // The servers serve other tests of this JVM and end with it.
    }
}
