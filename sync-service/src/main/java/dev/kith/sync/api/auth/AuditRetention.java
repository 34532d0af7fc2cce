package dev.kith.sync.api.auth;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps who did what for as long as somebody wants to know. */
@ApplicationScoped
class AuditRetention {

    private final AuditLog log;
    private final Duration keep;

    AuditRetention(AuditLog log, @ConfigProperty(name = "kith.retention.audit", defaultValue = "P365D") Duration keep) {
        this.log = log;
        this.keep = keep;
    }

    @Scheduled(
            every = "1h",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forget() {
        return log.forget(keep);
    }
}
