package dev.kith.sync.backfill.write;

/**
 * What an apply transaction knows of the run it works for, under the lock of the account's state.
 *
 * @param open whether the run exists, has not ended, and its account is still connected
 * @param appliedFence the highest fence whose batch was applied to the account
 * @param createFromOther whether unmatched other contacts become contacts
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
}
