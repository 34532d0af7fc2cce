package dev.kith.sandbox.carddav;

/** What a request may meet in place of an answer. */
public enum DavFault {
    /** 429, to be asked again a second later. */
    RATE_LIMITED,
    /** 503 without a word. */
    UNAVAILABLE,
    /** 500. */
    INTERNAL,
    /** A page of a proxy's in place of XML, under a status of success. */
    LOGIN_PAGE,
    /** The connection ends without an answer. */
    RESET,
    /** The connection ends in the middle of the body. */
    TRUNCATED,
    /** The body ends in its middle, while HTTP knows of nothing wrong. */
    HALF_BODY,
    /** No answer comes. */
    STALL
}
