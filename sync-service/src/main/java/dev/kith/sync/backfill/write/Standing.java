package dev.kith.sync.backfill.write;

/**
 * What an apply transaction knows of the run it works for, under the lock of the account's state.
 *
 * @param open whether the run exists, has not ended, and its account is still connected
 * @param appliedFence the highest fence whose batch was applied to the account
 * @param chainFence the lowest fence whose pages belong to the chain of pages that counts
 * @param checkpointPage the last page up to which all of the chain are applied
 * @param createFromOther whether unmatched other contacts become contacts
 * @param candidatesOpen whether deletions of the account wait, which end where a contact is seen
 * @param quarantineOpen whether contacts of the account are set aside, which ends where a newer state is applied
 */
public record Standing(
        boolean open,
        long appliedFence,
        long chainFence,
        int checkpointPage,
        boolean createFromOther,
        boolean candidatesOpen,
        boolean quarantineOpen) {

    /** Of work that belongs to no open run. */
    public static final Standing APART = new Standing(false, 0, 0, 0, false, false, false);

    /** Of a state that is applied outside of its run: deletions and quarantine of its contact end with it. */
    public static Standing again(boolean createFromOther) {
        return new Standing(true, 0, 0, 0, createFromOther, true, true);
    }

    /** Of a state that is replayed: it ends neither, being no sight of its contact. */
    public static Standing replayed(boolean createFromOther) {
        return new Standing(true, 0, 0, 0, createFromOther, false, false);
    }
}
