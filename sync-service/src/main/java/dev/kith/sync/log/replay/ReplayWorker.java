package dev.kith.sync.log.replay;

import dev.kith.sync.DefaultRegion;
import dev.kith.sync.backfill.apply.ReplayApplier;
import dev.kith.sync.database.SqlFailures;
import dev.kith.sync.log.LogReader;
import dev.kith.sync.log.LoneThread;
import dev.kith.sync.log.TopicIds;
import dev.kith.sync.provider.RawMapper;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Works on the replay under way, if no other instance does, on a thread of its own beside all traffic. */
@ApplicationScoped
class ReplayWorker {

    private static final Logger LOGGER = Logger.getLogger(ReplayWorker.class);
    private static final int ATTEMPTS_WITHOUT_PROGRESS = 60;
    private static final String GAVE_UP = "The replay made no progress in " + ATTEMPTS_WITHOUT_PROGRESS
            + " attempts: the service's log says why. What was applied stays; start it again once that is cured.";
    private static final String LOG_REPLACED =
            "The log was replaced while the replay read it. What was applied stays; start it again.";
    private static final String STALE =
            "It would no longer do what was agreed to, so nothing was changed. Begin with a dry run again.";

    private final ReplayStore store;
    private final ReplayApplier applier;
    private final Rebuild rebuild;
    private final Map<String, RawMapper> mappers;
    private final Map<String, Object> broker;
    private final TopicIds topicIds;
    private final String region;
    private final String owner;
    private final LoneThread thread = new LoneThread("replay");

    ReplayWorker(
            ReplayStore store,
            ReplayApplier applier,
            Rebuild rebuild,
            @All List<RawMapper> mappers,
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            TopicIds topicIds,
            DefaultRegion region,
            Supplier<UUID> ids) {
        this.store = store;
        this.applier = applier;
        this.rebuild = rebuild;
        this.mappers = mappers.stream().collect(Collectors.toMap(RawMapper::provider, Function.identity()));
        this.broker = broker;
        this.topicIds = topicIds;
        this.region = region.code();
        this.owner = ids.get().toString();
    }

    @Scheduled(every = "${kith.replay.tick:2s}", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void wake() {
        thread.begin(this::work);
    }

    private void work() {
        try {
            boolean goOn;
            do {
                goOn = ReplayWork.await(store.claim(owner)).map(this::work).orElse(false);
            } while (goOn);
        } catch (ReplayLostException e) {
            LOGGER.debug(e.getMessage());
        } catch (RuntimeException e) {
            String state = SqlFailures.state(e);
            LOGGER.warnf(
                    "A replay was interrupted (%s%s) and goes on from where it stands",
                    e.getClass().getSimpleName(), state == null ? "" : ", SQLSTATE " + state);
            LOGGER.debug("The failure in full", e);
        }
    }

    /** @return whether there is more to do at once */
    private boolean work(Replay replay) {
        if (replay.attempts() > ATTEMPTS_WITHOUT_PROGRESS) {
            ReplayWork.await(store.end(replay, owner, replay.report(), GAVE_UP));
            return false;
        }
        try (LogReader log = LogReader.open(broker, topicIds)) {
            ReplayWork work = new ReplayWork(replay, owner, store, log, applier, mappers, region, thread::stopping);
            if (work.logReplaced()) {
                ReplayWork.await(store.end(replay, owner, replay.report(), LOG_REPLACED));
            } else if (!work.logApplied()) {
                ReplayWork.await(store.waiting(replay.id(), owner));
            } else {
                return carryOut(replay, work, log);
            }
        }
        return false;
    }

    /** @return whether there is more to do at once */
    private boolean carryOut(Replay replay, ReplayWork work, LogReader log) {
        boolean anew = replay.rebuild() && replay.request().whole() && !replay.onlyLooks();
        if (anew && !replay.restored()) {
            rebuild.begin(replay, work);
        }
        if (!work.readLog()) {
            return false;
        }
        if (replay.checking()) {
            return check(replay, work.report());
        }
        if (anew) {
            rebuild.complete(replay, work, log);
        } else if (!replay.onlyLooks()) {
            rebuild.labels(replay, work);
        }
        ReplayWork.await(store.end(replay, owner, work.report(), null));
        return false;
    }

    /** @return whether what was only looked at is what was agreed to, and is to be carried out */
    private boolean check(Replay replay, ReplayReport found) {
        boolean agreed = found.fingerprint(replay.request()).equals(replay.agreedPlan());
        ReplayWork.await(
                agreed ? store.apply(replay.id(), owner) : store.end(replay, owner, ReplayReport.EMPTY, STALE));
        return agreed;
    }

    @PreDestroy
    void stop() throws InterruptedException {
        thread.stop();
    }
}
