package dev.kith.sync.log;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the log can be reached, told within a probe's patience: Quarkus' own check takes a minute to see it is away. */
@Readiness
@ApplicationScoped
class LogReadiness implements HealthCheck {

    private static final String NAME = "Kafka connection";
    private static final int PATIENCE_MILLISECONDS = 2_000;

    private final Supplier<Admin> connect;
    private Admin admin;

    LogReadiness(@Identifier("default-kafka-broker") Map<String, Object> configuration) {
        Map<String, Object> hasty = new HashMap<>(configuration);
        hasty.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLISECONDS);
        hasty.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLISECONDS);
        this.connect = () -> Admin.create(hasty);
    }

    @Override
    public HealthCheckResponse call() {
        try {
            connected().describeCluster().nodes().get();
            return HealthCheckResponse.up(NAME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return HealthCheckResponse.down(NAME);
        } catch (ExecutionException e) {
            return HealthCheckResponse.down(NAME);
        }
    }

    private synchronized Admin connected() {
        if (admin == null) {
            admin = connect.get();
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close();
        }
    }
}
