package dev.kith.sync.log.replay;

/** A replay that cannot begin, because another one is under way. */
public final class ReplayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReplayRefusedException() {
        super("Another replay is under way: wait for its end. GET /api/replays/{id} shows how far it is.");
    }
}
