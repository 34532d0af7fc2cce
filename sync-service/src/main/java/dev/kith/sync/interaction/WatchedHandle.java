package dev.kith.sync.interaction;

import java.util.UUID;

/**
 * A handle under which something waits, or for which a placeholder stands.
 *
 * @param waiting whether interactions wait under it
 * @param ripe whether it is to become a placeholder when nobody holds it: somebody wants that, and the contacts sent
 *     beside its interactions are applied
 * @param refused whether somebody deleted the placeholder that was made for it: none is made again
 * @param runId the run that wants the placeholder; {@code null} when none does
 * @param account the account of that run
 * @param example external id of the first interaction that waits for it
 */
public record WatchedHandle(
        HandleKey handle,
        boolean waiting,
        boolean ripe,
        boolean refused,
        UUID runId,
        String provider,
        String accountId,
        String example) {}
