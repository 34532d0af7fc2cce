package dev.kith.sync.log.replay;

/** What cannot be done with a replay as things stand. */
public final class ReplayRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ReplayRefusedException(String message) {
        super(message);
    }

    static ReplayRefusedException anotherIsUnderWay() {
        return new ReplayRefusedException("Another replay is under way: wait for its end, or cancel it."
                + " GET /api/replays/{id} shows how far it is.");
    }

    static ReplayRefusedException ended() {
        return new ReplayRefusedException("The replay has ended already: there is nothing to cancel.");
    }
}
