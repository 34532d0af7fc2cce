package dev.kith.sync.backfill.lives;

/** One thing that happens; the numbers choose whom it happens to, whatever there is by then. */
record Step(Kind kind, int who, int what) {

    enum Kind {
        ADD,
        EDIT_COMPANY,
        EDIT_NICKNAME,
        CLEAR_COMPANY,
        RENAME_PERSON,
        ADD_EMAIL,
        DROP_EMAIL,
        ADD_PHONE,
        DELETE,
        UNDELETE,
        NEW_RESOURCE_NAME,
        MERGE_AT_SOURCE,
        TOUCH,
        SYNC,
        SYNC_FULL,
        SYNC_TWICE_DELIVERED,
        HUMAN_EDITS,
        HUMAN_ADDS_EMAIL,
        HUMAN_REMOVES_EMAIL,
        HUMAN_CORRECTS_EMAIL,
        HUMAN_ARCHIVES,
        HUMAN_DELETES,
        HUMAN_MERGES,
        HUMAN_UNDOES,
        HUMAN_ANSWERS
    }
}
