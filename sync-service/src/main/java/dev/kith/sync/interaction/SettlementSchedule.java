package dev.kith.sync.interaction;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Settles, on every instance and at its own pace, what waits. */
@ApplicationScoped
class SettlementSchedule {

    private static final Logger LOGGER = Logger.getLogger(SettlementSchedule.class);

    /** Looking takes at most about this part of the time, however much there is to look at. */
    private static final int SHARE = 20;

    private final HandleSettler settler;
    private final Duration lookAgain;
    private final Clock clock;
    private Instant nextLook = Instant.MIN;

    SettlementSchedule(HandleSettler settler, InteractionConfig config, Clock clock) {
        this.settler = settler;
        this.lookAgain = config.lookAgain();
        this.clock = clock;
    }

    @Scheduled(
            every = "${kith.interactions.tick:1s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> tick() {
        return settler.ripen().chain(this::lookIfDue).onFailure().recoverWithUni(failure -> {
            LOGGER.warnf(
                    "What waits for contacts could not be settled (%s); tried again at the next tick",
                    failure.getClass().getSimpleName());
            LOGGER.debug("The failure in full", failure);
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> lookIfDue() {
        Instant begun = clock.instant();
        if (begun.isBefore(nextLook)) {
            return Uni.createFrom().voidItem();
        }
        return settler.join().invoke(() -> {
            Instant now = clock.instant();
            Duration rest = Duration.between(begun, now).multipliedBy(SHARE);
            nextLook = now.plus(rest.compareTo(lookAgain) > 0 ? rest : lookAgain);
        });
    }
}
