package dev.kith.agent.source.calls;

import dev.kith.model.CallMedium;
import dev.kith.model.InteractionType;

/** What a row of the call history was, as Apple's own framework reads it. */
record CallKind(InteractionType type, Integer durationSeconds, boolean answeredElsewhere) {

    private static final int PHONE = 1;
    private static final int FACETIME_VIDEO = 8;
    private static final int FACETIME_AUDIO = 16;
    private static final int VIDEO_CATEGORY = 2;
    private static final String FACETIME = "com.apple.FaceTime";
    private static final String TELEPHONY = "com.apple.Telephony";

    /**
     * Direction is {@code ZORIGINATED} alone; {@code ZANSWERED} is 0 on outgoing calls, even on connected ones.
     *
     * @param duration in seconds
     */
    static CallKind of(boolean originated, boolean answered, double duration) {
        boolean connected = duration > 0;
        Integer seconds = connected ? (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.round(duration))) : null;
        if (originated) {
            return new CallKind(InteractionType.CALL_OUTBOUND, seconds, false);
        }
        return connected || answered
                ? new CallKind(InteractionType.CALL_INBOUND, seconds, !connected)
                : new CallKind(InteractionType.CALL_MISSED, null, false);
    }

    /** {@code ZCALLTYPE} is the technology; rows without it are told by their provider. */
    static CallMedium medium(int callType, int category, String provider) {
        return switch (callType) {
            case PHONE -> CallMedium.PHONE;
            case FACETIME_VIDEO -> CallMedium.FACETIME_VIDEO;
            case FACETIME_AUDIO -> CallMedium.FACETIME_AUDIO;
            default -> mediumOf(category, provider);
        };
    }

    private static CallMedium mediumOf(int category, String provider) {
        if (FACETIME.equals(provider)) {
            return category == VIDEO_CATEGORY ? CallMedium.FACETIME_VIDEO : CallMedium.FACETIME_AUDIO;
        }
        return TELEPHONY.equals(provider) ? CallMedium.PHONE : CallMedium.THIRD_PARTY;
    }
}
