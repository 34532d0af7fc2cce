package dev.kith.sync.provider.carddav;

import java.util.Set;

/** What it means that a server did not answer sync-collection. Servers say the same in many ways. */
enum SyncRefusal {
    /** The token is no longer known, or never was. */
    TOKEN_DEAD,
    /** The server does not tell changes at all, or not from the beginning. */
    UNSUPPORTED,
    /** There is no such book. */
    BOOK_GONE,
    /** Perhaps the token, perhaps the server. */
    SUSPICIOUS,
    /** Nothing to do with sync-collection. */
    OTHER;

    private static final Set<Integer> DEAD = Set.of(400, 403, 409, 410, 412, 415, 507);
    private static final Set<Integer> NOT_FROM_THE_BEGINNING = Set.of(400, 403, 405, 409, 412, 415, 501, 507);

    /**
     * @param conditions local names of what stands in the answer's {@code DAV:error}
     * @param withToken whether a token was sent
     */
    static SyncRefusal of(int status, Set<String> conditions, boolean withToken) {
        if (status == 401 || status == 429 || status == 503) {
            return OTHER;
        }
        if (conditions.contains("supported-report") || status == 405 || status == 501) {
            return UNSUPPORTED;
        }
        if (status == 404 || status == 410 && !withToken) {
            return BOOK_GONE;
        }
        if (withToken && (conditions.contains("valid-sync-token") || DEAD.contains(status))) {
            return TOKEN_DEAD;
        }
        if (!withToken && NOT_FROM_THE_BEGINNING.contains(status)) {
            return UNSUPPORTED;
        }
        return withToken && status >= 500 ? SUSPICIOUS : OTHER;
    }
}
