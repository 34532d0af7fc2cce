package dev.kith.sync.log.replay;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Begins replays and tells how they go. */
@ApplicationScoped
public class Replays {

    private final ReplayStore store;
    private final ReplayQueries queries;
    private final ReplayWorker worker;
    private final Supplier<UUID> ids;

    Replays(ReplayStore store, ReplayQueries queries, ReplayWorker worker, Supplier<UUID> ids) {
        this.store = store;
        this.queries = queries;
        this.worker = worker;
        this.ids = ids;
    }

    /** Whether a dry run of the same request ended with this fingerprint. */
    public Uni<Boolean> planned(ReplayRequest request, String planFingerprint) {
        return queries.planned(request, planFingerprint);
    }

    /**
     * Begins a replay; one of the instances works on it from now on. Fails with {@link ReplayRefusedException} while
     * another one is under way, and where it would leave an emptied CRM made again in part.
     *
     * @param agreedPlan the fingerprint of the plan that has to hold still when it begins; {@code null} for whatever it does
     */
    public Uni<ReplayView> start(ReplayRequest request, String agreedPlan, String requestedBy) {
        UUID id = ids.get();
        return queries.crm()
                .invoke(crm -> crm.require(request))
                .chain(() -> store.start(id, request, agreedPlan, requestedBy))
                .invoke(started -> {
                    if (!started) {
                        throw ReplayRefusedException.anotherIsUnderWay();
                    }
                })
                .chain(() -> queries.find(id))
                .map(Optional::orElseThrow)
                .invoke(worker::wake);
    }

    /** Ends a replay; what it changed stays. Fails with {@link ReplayRefusedException} when none of this id is under way. */
    public Uni<Void> cancel(UUID id, String actor) {
        return store.cancel(id, actor)
                .invoke(cancelled -> {
                    if (!cancelled) {
                        throw ReplayRefusedException.ended();
                    }
                })
                .replaceWithVoid();
    }

    public Uni<Optional<ReplayView>> find(UUID id) {
        return queries.find(id);
    }

    /** The latest first. */
    public Uni<List<ReplayView>> latest(int limit) {
        return queries.latest(limit);
    }
}
