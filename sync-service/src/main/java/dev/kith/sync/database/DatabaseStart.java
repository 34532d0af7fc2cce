package dev.kith.sync.database;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Brings the tables up to date before anything else starts. A database that cannot be reached is waited for; one that
 * refuses ends the start with one sentence that says what to do.
 */
@ApplicationScoped
class DatabaseStart {

    private static final Logger LOGGER = Logger.getLogger(DatabaseStart.class);
    private static final int BEFORE_EVERYTHING = Interceptor.Priority.PLATFORM_BEFORE - 100;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    private static final String SAME_TABLES =
            "SELECT to_regclass('contacts') = to_regclass(quote_ident($1) || '.contacts') AS same";

    private final Flyway flyway;
    private final Pool pool;
    private final DatabaseConfig config;

    DatabaseStart(Flyway flyway, Pool pool, DatabaseConfig config) {
        this.flyway = flyway;
        this.pool = pool;
        this.config = config;
    }

    void atStart(@Observes @Priority(BEFORE_EVERYTHING) StartupEvent started) {
        migrate()
                .onFailure(StartFailure::isAway)
                .invoke(away -> LOGGER.debug("The database cannot be reached yet", away))
                .onFailure(StartFailure::isAway)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(config.patience().toMillis())
                .onFailure()
                .transform(DatabaseStart::refusal)
                .await()
                .indefinitely();
        requireOneSchema();
    }

    private Uni<Void> migrate() {
        return Uni.createFrom().item(() -> {
            flyway.migrate();
            return null;
        });
    }

    /** Quarkus prints the message of this kind of failure alone, and ends; after others that stop a start it waits. */
    private static RuntimeException refusal(Throwable failure) {
        var cause = failure instanceof IllegalStateException expired && expired.getCause() != null
                ? expired.getCause()
                : failure;
        LOGGER.debug("The failure in full", cause);
        return new ConfigurationException(StartFailure.advice(cause));
    }

    /** A connection pooler may drop what pins the search path; then statements would hit whatever stands first in it. */
    private void requireOneSchema() {
        var same = pool.preparedQuery(SAME_TABLES)
                .execute(Tuple.of(config.schema()))
                .map(rows -> rows.iterator().next().getBoolean("same"))
                .await()
                .atMost(ANSWER_LIMIT);
        if (!Boolean.TRUE.equals(same)) {
            throw new ConfigurationException(
                    "Kith cannot start: its connections do not see the tables of schema " + config.schema()
                            + " first. Let the connection pooler pass search_path on, or connect without one.");
        }
    }
}
