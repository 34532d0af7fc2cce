package dev.kith.sync.log.replay;

/**
 * How the CRM stands before a replay.
 *
 * @param emptied whether nobody is left of those whom sources told of
 * @param incomplete whether it was emptied, and is made again in part only
 */
record CrmStanding(boolean emptied, boolean incomplete) {

    /** Fails with {@link ReplayRefusedException} where a replay would succeed and leave most people away. */
    void require(ReplayRequest request) {
        if (request.dryRun()) {
            return;
        }
        if (emptied && !request.whole()) {
            throw ReplayRefusedException.partOfAnEmptyCrm();
        }
        if (incomplete) {
            throw ReplayRefusedException.madeInPart();
        }
    }
}
