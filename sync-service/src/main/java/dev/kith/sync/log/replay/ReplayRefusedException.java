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

    static ReplayRefusedException partOfAnEmptyCrm() {
        return new ReplayRefusedException("The CRM is empty: only a replay of the whole log, from its beginning and of"
                + " every account, makes it again.");
    }

    static ReplayRefusedException madeInPart() {
        return new ReplayRefusedException("The CRM was emptied and is made again in part only, so most would stay away."
                + " Empty its tables once more, then replay the whole log.");
    }

    static ReplayRefusedException ended() {
        return new ReplayRefusedException("The replay has ended already: there is nothing to cancel.");
    }
}
