package dev.kith.sync.log.replay;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Begins replays and tells how they go. */
@ApplicationScoped
public class Replays {

    private final ReplayStore store;
    private final ReplayWorker worker;
    private final Supplier<UUID> ids;

    Replays(ReplayStore store, ReplayWorker worker, Supplier<UUID> ids) {
        this.store = store;
        this.worker = worker;
        this.ids = ids;
    }

    /**
     * Begins a replay; one of the instances works on it from now on. Fails with {@link ReplayRefusedException} while
     * another one is under way.
     */
    public Uni<ReplayView> start(ReplayRequest request, String requestedBy) {
        UUID id = ids.get();
        return store.start(id, request, requestedBy)
                .invoke(started -> {
                    if (!started) {
                        throw new ReplayRefusedException();
                    }
                })
                .chain(() -> store.find(id))
                .map(Optional::orElseThrow)
                .invoke(worker::wake);
    }

    public Uni<Optional<ReplayView>> find(UUID id) {
        return store.find(id);
    }
}
