package dev.kith.sandbox.mac;

import java.nio.file.Path;
import java.time.Instant;

/** A call history as macOS writes it. */
public final class CallsDatabase implements AutoCloseable {

    private final AppleDatabase database;
    private final String handleColumn;

    private CallsDatabase(AppleDatabase database, String handleColumn) {
        this.database = database;
        this.handleColumn = handleColumn;
    }

    static CallsDatabase create(Path file, AppleSchema schema) {
        return new CallsDatabase(
                AppleDatabase.create(file, schema),
                schema == AppleSchema.CALLS_MACOS_27 ? "Z_4REMOTEPARTICIPANTHANDLES" : "Z_3REMOTEPARTICIPANTHANDLES");
    }

    public AppleDatabase database() {
        return database;
    }

    /** Returns the call's key. */
    public long call(String uniqueId, Instant at, Object address, Row row) {
        return database.insert(
                "ZCALLRECORD",
                row.and("ZUNIQUE_ID", uniqueId)
                        .and("ZDATE", AppleDates.seconds(at))
                        .and("ZADDRESS", address));
    }

    /** The columns that tell what a call was. */
    public static Row kind(int callType, boolean originated, boolean answered, double seconds) {
        return Row.of("ZCALLTYPE", callType)
                .and("ZORIGINATED", originated ? 1 : 0)
                .and("ZANSWERED", answered ? 1 : 0)
                .and("ZDURATION", seconds)
                .and("ZSERVICE_PROVIDER", provider(callType))
                .and("ZISO_COUNTRY_CODE", "ca");
    }

    private static String provider(int callType) {
        return switch (callType) {
            case 1 -> "com.apple.Telephony";
            case 8, 16 -> "com.apple.FaceTime";
            default -> "net.whatsapp.WhatsApp";
        };
    }

    public void participant(long call, String value) {
        participant(call, database.insert("ZHANDLE", Row.of("ZVALUE", value).and("ZNORMALIZEDVALUE", value)));
    }

    public void participant(long call, long handle) {
        database.insert(
                "Z_2REMOTEPARTICIPANTHANDLES",
                Row.of("Z_2REMOTEPARTICIPANTCALLS", call).and(handleColumn, handle));
    }

    public void leave(AppleDatabase.Leave leave) {
        database.leave(leave);
    }

    @Override
    public void close() {
        database.close();
    }
}
