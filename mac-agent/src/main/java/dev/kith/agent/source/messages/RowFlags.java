package dev.kith.agent.source.messages;

import dev.kith.agent.source.LeftOut;
import java.util.List;

/**
 * The small facts of a message's row in one number: who sent it, by which of the usual services, and why it does not count.
 * With them travels the row's handle.
 */
record RowFlags(int value) {

    private static final LeftOut[] REASONS = LeftOut.values();
    private static final List<String> SERVICES = List.of("iMessage", "SMS", "RCS", "iMessageLite");
    private static final int SERVICE_UNIT = 2;
    private static final int OTHER_SERVICE = SERVICES.size();
    private static final int REASON_UNIT = 16;
    private static final int HANDLE_SHIFT = 8;

    /** @param reason an expression that is 0, or the ordinal of a {@link LeftOut} plus 1 */
    static String sql(String fromMe, String service, String reason, String handle) {
        StringBuilder services = new StringBuilder("CASE ").append(service);
        for (int i = 0; i < SERVICES.size(); i++) {
            services.append(" WHEN '").append(SERVICES.get(i)).append("' THEN ").append(i * SERVICE_UNIT);
        }
        services.append(" ELSE ").append(OTHER_SERVICE * SERVICE_UNIT).append(" END");
        return "((" + fromMe + " IS 1) + " + services + " + " + REASON_UNIT + " * (" + reason + ")) | (coalesce("
                + handle + ", 0) << " + HANDLE_SHIFT + ")";
    }

    static RowFlags of(long packed) {
        return new RowFlags((int) (packed & (1 << HANDLE_SHIFT) - 1));
    }

    static long handle(long packed) {
        return packed >> HANDLE_SHIFT;
    }

    /** An expression that tells from the number whether the service is not a usual one. */
    static String otherService(String flags) {
        return "(" + flags + " & " + (REASON_UNIT - 1) + ") / " + SERVICE_UNIT + " = " + OTHER_SERVICE;
    }

    boolean fromMe() {
        return value % SERVICE_UNIT == 1;
    }

    /** {@code null} where it is another one and has to be asked for. */
    String usualService() {
        int index = value % REASON_UNIT / SERVICE_UNIT;
        return index == OTHER_SERVICE ? null : SERVICES.get(index);
    }

    /** {@code null} where the row counts. */
    LeftOut leftOut() {
        return value < REASON_UNIT ? null : REASONS[value / REASON_UNIT - 1];
    }
}
