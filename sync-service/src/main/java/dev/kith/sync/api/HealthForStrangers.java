package dev.kith.sync.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;

/** Tells probes without a key whether the service is up, and nothing else. */
@ApplicationScoped
class HealthForStrangers {

    private static final String PREFIX = "/q/health";
    private static final int PRIORITY = 80;

    private final SmallRyeHealthReporter reporter;
    private final Answers answers;

    HealthForStrangers(SmallRyeHealthReporter reporter, Answers answers) {
        this.reporter = reporter;
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        String path = context.normalizedPath();
        if (!path.startsWith(PREFIX) || known(context)) {
            context.next();
            return;
        }
        health(path.substring(PREFIX.length()))
                .subscribe()
                .with(health -> answer(context, health.isDown()), context::fail);
    }

    private static boolean known(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                && !user.getSecurityIdentity().isAnonymous();
    }

    private Uni<SmallRyeHealth> health(String probe) {
        return switch (probe) {
            case "/live" -> reporter.getLivenessAsync();
            case "/ready" -> reporter.getReadinessAsync();
            case "/started" -> reporter.getStartupAsync();
            default -> reporter.getHealthAsync();
        };
    }

    private void answer(RoutingContext context, boolean down) {
        context.response()
                .setStatusCode(down ? 503 : 200)
                .putHeader("Content-Type", "application/json;charset=UTF-8")
                .end(answers.json(Map.of("status", down ? "DOWN" : "UP", "checks", List.of())))
                .onFailure(context::fail);
    }
}
