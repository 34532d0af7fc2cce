package dev.kith.sync.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives a {@code @QuarkusTest} a database of its own, and the test JVM's Kafka. */
public class KithServers implements QuarkusTestResourceLifecycleManager {

    public static final String ADMIN_KEY = "test-admin-key";

    @Override
    public Map<String, String> start() {
        String database = Servers.postgres().freshDatabase();
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:" + Servers.postgres().port() + "/" + database,
                "quarkus.datasource.jdbc.url",
                Servers.postgres().jdbcUrl(database),
                "quarkus.datasource.username",
                "postgres",
                "quarkus.datasource.password",
                "postgres",
                "kafka.bootstrap.servers",
                Servers.kafka().bootstrapServers(),
                "kith.credentials-key",
                "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
                "kith.api-key",
                ADMIN_KEY);
    }

    @Override
    public void stop() {
        // The servers serve other tests of this JVM and end with it.
    }
}
