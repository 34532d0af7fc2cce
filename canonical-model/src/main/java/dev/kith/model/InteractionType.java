package dev.kith.model;

/** What happened between the user and somebody else. */
public enum InteractionType {
    CALL_INBOUND,
    CALL_OUTBOUND,
    /** Missed or declined: a call history does not tell which. */
    CALL_MISSED,
    TEXT_INBOUND,
    TEXT_OUTBOUND,
    EMAIL_INBOUND,
    EMAIL_OUTBOUND,
    MEETING,
    MAIL_SENT,
    MAIL_RECEIVED,
    NOTE,
    OTHER
}
