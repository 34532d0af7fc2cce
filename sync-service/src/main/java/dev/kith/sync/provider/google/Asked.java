package dev.kith.sync.provider.google;

/**
 * What a request was about and what it carried, which decides how a refusal is to be read.
 *
 * @param firstPageOfFull whether it begins a full listing, for which Google has a quota of its own
 */
record Asked(Stream stream, boolean syncToken, boolean pageToken, boolean firstPageOfFull) {

    /** A request that is no part of a chain of pages. */
    static Asked about(Stream stream) {
        return new Asked(stream, false, false, false);
    }

    /** A page of a stream. */
    static Asked page(Stream stream, boolean syncToken, boolean pageToken) {
        return new Asked(stream, syncToken, pageToken, !syncToken && !pageToken);
    }
}
