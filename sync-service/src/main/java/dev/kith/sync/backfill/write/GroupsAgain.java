package dev.kith.sync.backfill.write;

/**
 * What came of groups that were told once more.
 *
 * @param added whether any was not known
 * @param differ whether any is known otherwise, and stayed so
 */
public record GroupsAgain(boolean added, boolean differ) {

    static final GroupsAgain NONE = new GroupsAgain(false, false);
}
