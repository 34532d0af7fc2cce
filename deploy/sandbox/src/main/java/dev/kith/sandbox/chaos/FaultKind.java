package dev.kith.sandbox.chaos;

import java.util.Locale;

/** What can go wrong, and what that is to show. */
enum FaultKind {
    KILL_INSTANCE(Part.INSTANCES, "what is half done is done again by somebody else"),
    FREEZE_INSTANCE(Part.INSTANCES, "an instance that wakes after its lease must not write"),
    RESTART_INSTANCE(Part.INSTANCES, "an orderly end hands the work on"),

    STOP_POSTGRES(Part.POSTGRES, "connections end, new ones are refused, then all is there again"),
    CRASH_POSTGRES(Part.POSTGRES, "what was committed survives, what was not never happened"),
    CUT_POSTGRES(Part.POSTGRES, "the network refuses"),
    STALL_POSTGRES(Part.POSTGRES, "the network swallows, and a commit may have happened unseen"),
    SLOW_POSTGRES(Part.POSTGRES, "leases run out while statements crawl"),
    DROP_POSTGRES_CONNECTIONS(Part.POSTGRES, "a commit's answer is lost"),

    STOP_KAFKA(Part.KAFKA, "an orderly restart of the broker"),
    KILL_KAFKA(Part.KAFKA, "the broker recovers its log"),
    FULL_DISK(Part.KAFKA, "the log takes nothing any more, and what it holds is cut in the middle of a record"),
    CUT_KAFKA(Part.KAFKA, "the network refuses"),
    STALL_KAFKA(Part.KAFKA, "the network swallows, and a record may have arrived unseen"),
    SLOW_KAFKA(Part.KAFKA, "batches arrive late"),
    DROP_KAFKA_CONNECTIONS(Part.KAFKA, "an acknowledgement is lost"),
    REPEAT_RECORDS(Part.KAFKA, "old records come once more, long after newer ones"),
    REWIND_OFFSETS(Part.KAFKA, "records that were applied are delivered again"),

    GOOGLE_RATE_LIMITED(Part.GOOGLE, "429"),
    GOOGLE_UNAVAILABLE(Part.GOOGLE, "503"),
    GOOGLE_INTERNAL(Part.GOOGLE, "500"),
    GOOGLE_BAD_GATEWAY(Part.GOOGLE, "a page for people where JSON belongs"),
    GOOGLE_UNAUTHORIZED(Part.GOOGLE, "401 for a token that was good a moment ago"),
    GOOGLE_RESET(Part.GOOGLE, "a connection ends without an answer"),
    GOOGLE_TRUNCATED(Part.GOOGLE, "a connection ends in the middle of an answer"),
    GOOGLE_HALF_BODY(Part.GOOGLE, "an answer is cut, and HTTP knows of nothing wrong"),
    GOOGLE_STALL(Part.GOOGLE, "no answer comes"),
    GOOGLE_STALLED_BODY(Part.GOOGLE, "half an answer comes"),
    GOOGLE_SLOW_BODY(Part.GOOGLE, "an answer takes longer than a lease"),
    GOOGLE_TOKENS_FAIL(Part.GOOGLE, "no access token is to be had"),
    GOOGLE_SYNC_TOKENS_EXPIRED(Part.GOOGLE, "the cursor is worth nothing any more"),
    GOOGLE_ACCESS_TOKENS_EXPIRED(Part.GOOGLE, "a new access token is needed"),
    GOOGLE_REVOKED(Part.GOOGLE, "somebody takes the consent back and gives it again"),
    GOOGLE_EMPTY_PAGES(Part.GOOGLE, "a page without people is not the end"),
    GOOGLE_EMPTY_LIST(Part.GOOGLE, "a list of nobody is not believed"),
    GOOGLE_LATE(Part.GOOGLE, "changes show up in lists only later"),

    DAV_RATE_LIMITED(Part.DAV, "429"),
    DAV_UNAVAILABLE(Part.DAV, "503"),
    DAV_INTERNAL(Part.DAV, "500, which some servers answer to a token they do not know"),
    DAV_LOGIN_PAGE(Part.DAV, "a hotel's page where XML belongs"),
    DAV_RESET(Part.DAV, "a connection ends without an answer"),
    DAV_TRUNCATED(Part.DAV, "a connection ends in the middle of an answer"),
    DAV_HALF_BODY(Part.DAV, "an answer is cut, and HTTP knows of nothing wrong"),
    DAV_STALL(Part.DAV, "no answer comes"),
    DAV_TOKENS_FORGOTTEN(Part.DAV, "the server no longer knows how far a book was read"),
    DAV_EMPTY_LIST(Part.DAV, "a list of nobody is not believed"),
    DAV_PASSWORD_CHANGED(Part.DAV, "the password is wrong until somebody enters the new one");

    /** Where it goes wrong: in one place only one thing at a time. */
    enum Part {
        INSTANCES,
        POSTGRES,
        KAFKA,
        GOOGLE,
        DAV
    }

    private final Part part;
    private final String reason;

    FaultKind(Part part, String reason) {
        this.part = part;
        this.reason = reason;
    }

    Part part() {
        return part;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " (" + reason + ")";
    }
}
