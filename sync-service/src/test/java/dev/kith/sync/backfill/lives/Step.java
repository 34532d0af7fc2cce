package dev.kith.sync.backfill.lives;

/** One thing that happens; the numbers choose whom it happens to, whatever there is by then. */
record Step(Kind kind, int who, int what) {

    /** Whose doing something is. */
    enum Doer {
        SOURCE,
        SYNC,
        HUMAN
    }

    enum Kind {
        ADD(Doer.SOURCE),
        ADD_OTHER(Doer.SOURCE),
        EDIT_COMPANY(Doer.SOURCE),
        EDIT_NICKNAME(Doer.SOURCE),
        CLEAR_COMPANY(Doer.SOURCE),
        RENAME_PERSON(Doer.SOURCE),
        ADD_EMAIL(Doer.SOURCE),
        DROP_EMAIL(Doer.SOURCE),
        ADD_PHONE(Doer.SOURCE),
        DELETE(Doer.SOURCE),
        UNDELETE(Doer.SOURCE),
        NEW_RESOURCE_NAME(Doer.SOURCE),
        MERGE_AT_SOURCE(Doer.SOURCE),
        RELABEL_EMAILS(Doer.SOURCE),
        MOVE_HOUSE(Doer.SOURCE),
        CHANGE_EVENT(Doer.SOURCE),
        JOIN_GROUP(Doer.SOURCE),
        LEAVE_GROUP(Doer.SOURCE),
        RENAME_GROUP(Doer.SOURCE),
        DELETE_GROUP(Doer.SOURCE),
        TOUCH(Doer.SOURCE),
        SYNC(Doer.SYNC),
        SYNC_FULL(Doer.SYNC),
        SYNC_TWICE_DELIVERED(Doer.SYNC),
        REPLAY(Doer.SYNC),
        HUMAN_CREATES(Doer.HUMAN),
        HUMAN_EDITS(Doer.HUMAN),
        HUMAN_ADDS_EMAIL(Doer.HUMAN),
        HUMAN_REMOVES_EMAIL(Doer.HUMAN),
        HUMAN_CORRECTS_EMAIL(Doer.HUMAN),
        HUMAN_RELABELS_EMAIL(Doer.HUMAN),
        HUMAN_CORRECTS_ADDRESS(Doer.HUMAN),
        HUMAN_REMOVES_EVENT(Doer.HUMAN),
        HUMAN_PUTS_LABEL_ON(Doer.HUMAN),
        HUMAN_TAKES_LABEL_OFF(Doer.HUMAN),
        HUMAN_ARCHIVES(Doer.HUMAN),
        HUMAN_DELETES(Doer.HUMAN),
        HUMAN_ERASES(Doer.HUMAN),
        HUMAN_MERGES(Doer.HUMAN),
        HUMAN_UNDOES(Doer.HUMAN),
        HUMAN_MERGES_BY_MISTAKE(Doer.HUMAN),
        HUMAN_ANSWERS(Doer.HUMAN),
        HUMAN_TAKES_ANSWER_BACK(Doer.HUMAN),
        HUMAN_TAKES_SOURCES(Doer.HUMAN),
        HUMAN_DISCONNECTS(Doer.HUMAN);

        final Doer doer;

        Kind(Doer doer) {
            this.doer = doer;
        }
    }

    /** Whether a person goes through the API, or straight to the tables. */
    boolean byApi() {
        return (who + what) % 2 == 0;
    }
}
