package dev.kith.sync.run;

import dev.kith.sync.run.RunNotifications.Signal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The runs of every instance, each time one of them changes. An event is the state of a run and no difference, so hearing
 * one twice does no harm.
 */
@ApplicationScoped
public class RunEvents {

    private static final Logger LOGGER = Logger.getLogger(RunEvents.class);

    /** Changes of so long a time are read together: a run of many batches changes often. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private static final int MOST_GATHERED = 200;
    private static final int MOST_WAITING = 100;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** What somebody sees who begins to listen, or heard nothing for a while. */
    private static final int LATEST = 50;

    private final RunQueries runs;
    private final Multi<List<RunView>> changes;

    RunEvents(RunNotifications notifications, RunQueries runs) {
        this.runs = runs;
        this.changes = notifications
                .listen()
                .group()
                .intoLists()
                .of(MOST_GATHERED, GATHERING)
                .onOverflow()
                .buffer(MOST_WAITING)
                .onItem()
                .transformToUniAndConcatenate(this::read)
                .onFailure()
                .invoke(lost -> LOGGER.debug("Listening for runs starts again", lost))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely()
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /**
     * The latest runs, then every change, which the gathering keeps behind them. Ends when the subscriber cannot keep up:
     * it shall begin again.
     */
    public Multi<List<RunView>> watch() {
        return Multi.createBy().merging().streams(changes.onOverflow().buffer(MOST_WAITING), latest().toMulti());
    }

    private Uni<List<RunView>> read(List<Signal> signals) {
        if (signals.stream().anyMatch(Signal.Listening.class::isInstance)) {
            return latest();
        }
        List<UUID> changed = signals.stream()
                .map(Signal.Changed.class::cast)
                .map(Signal.Changed::runId)
                .distinct()
                .toList();
        return runs.find(changed);
    }

    private Uni<List<RunView>> latest() {
        return runs.latest(null, null, LATEST);
    }
}
