package dev.kith.sync.metrics;

import dev.kith.sync.log.LogLag;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Reads, once a minute, the figures that are the installation's rather than this instance's. Every instance publishes all of
 * them, so that alerts do not depend on which one is asked.
 */
@ApplicationScoped
class StateMonitor {

    private static final Logger LOGGER = Logger.getLogger(StateMonitor.class);

    private final StoredFigures stored;
    private final LogLag lag;
    private final Figures figures;
    private final Clock clock;

    StateMonitor(StoredFigures stored, LogLag lag, Figures figures, Clock clock) {
        this.stored = stored;
        this.lag = lag;
        this.figures = figures;
        this.clock = clock;
    }

    /** Where something cannot be read the last figures stay, and {@link Metric#STATE_READ} tells their age. */
    @Scheduled(
            every = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> read() {
        return Uni.combine()
                .all()
                .unis(stored.read(), lag.read())
                .with(this::all)
                .invoke(figures::publish)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    LOGGER.warn("The figures for the metrics could not be read; tried again in a minute", failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private List<Figure> all(List<Figure> fromDatabase, Map<String, Long> behind) {
        var fromLog =
                behind.entrySet().stream().map(topic -> Figure.count(Metric.LOG_LAG, topic.getValue(), topic.getKey()));
        return Stream.of(fromDatabase.stream(), fromLog, Stream.of(Figure.time(Metric.STATE_READ, clock.instant())))
                .flatMap(some -> some)
                .toList();
    }
}
