package dev.kith.sandbox.google;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * What a test can make Google do differently, each with the number that its rule has in {@code docs/sandbox.md}. Times
 * are whole seconds or milliseconds as named.
 */
public final class Switches {

    /** S1: whoever is asked for consent says no. */
    public volatile boolean consentDenied;

    /** S6: the People API is not enabled in the project. */
    public volatile boolean apiDisabled;

    /** S7: a refresh gives a new refresh token; the old one dies after {@link #rotationGraceSeconds}. */
    public volatile boolean rotateRefreshTokens;

    public volatile long rotationGraceSeconds;

    /** S8: the project's publishing status is "Testing": grants die after 7 days. */
    public volatile boolean testingStatus;

    /** S9: the client is unknown. */
    public volatile boolean invalidClient;

    /** S10: the token endpoint answers with this status when it is not 0. */
    public volatile int tokenEndpointStatus;

    public volatile long tokenEndpointDelayMillis;

    /** S13: clamp a page size out of range silently instead of refusing it. */
    public volatile boolean clampPageSize;

    /** S13: a largest page size below the documented 1000, silently applied. */
    public volatile int maximumPageSize = 1000;

    /** S15: how long a page token lives. */
    public volatile long pageTokenLifeSeconds = Duration.ofHours(24).toSeconds();

    /** S16: every n-th page is empty and still has a next page; 0 for none. */
    public volatile int emptyPageEvery;

    /** S17: full lists that begin show nobody and a total of nobody, though everybody is there. */
    public volatile boolean nobodyListed;

    /** S18: deltas carry a total too. */
    public volatile boolean totalOnDeltas;

    /** S19: only {@code requestSyncToken} earns a sync token. */
    public volatile boolean strictSyncToken;

    /** S21: the status of an expired sync token, and whether details say so. */
    public volatile String expiredStatus = "FAILED_PRECONDITION";

    public volatile boolean expiredDetails = true;

    /** S21: answers 410 instead of 400 for an expired sync token, as some clients believe. */
    public volatile boolean expiredGone;

    /** S23: a tombstone names no sources. */
    public volatile boolean tombstonesWithoutSources;

    /** S28: how long a write takes to become visible to lists, up to an hour. */
    public volatile long propagationSeconds;

    /** S29: a rename also leaves a tombstone of the old name: none, before or after the new entry. */
    public volatile String renameTombstone = "none";

    /** S29: a renamed person is no longer found under a former name. */
    public volatile boolean formerNamesGone;

    /** S35: critical reads a minute and user. */
    public volatile int readsPerMinute = 60;

    /** S35: reads of contact groups a minute and user. */
    public volatile int groupReadsPerMinute = 90;

    /** S36: first pages of full syncs an hour; 0 for no limit. */
    public volatile int fullSyncsPerHour;

    /** S37: seconds of {@code Retry-After} on 429; 0 for none. */
    public volatile int retryAfterSeconds;

    /** S37: gives {@code Retry-After} as a date. */
    public volatile boolean retryAfterAsDate;

    /** S38: how long a slow body takes. */
    public volatile long slowBodyMillis = 5_000;

    /** S39: latency of an answer of the People API, and of each person in it. */
    public volatile long pageMillis;

    public volatile long itemMicros;

    /** S39: pages of people wait for as long as this is set. */
    public volatile boolean pagesHeld;

    /** The header of a 429. */
    Map<String, String> retryAfter(Instant now) {
        if (retryAfterSeconds == 0) {
            return Map.of();
        }
        String value = retryAfterAsDate
                ? DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        now.plusSeconds(retryAfterSeconds).atOffset(ZoneOffset.UTC))
                : String.valueOf(retryAfterSeconds);
        return Map.of("retry-after", value);
    }
}
