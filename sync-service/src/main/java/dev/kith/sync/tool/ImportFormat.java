package dev.kith.sync.tool;

import java.util.Locale;
import java.util.Optional;

/** What kind of file is imported. */
public enum ImportFormat {
    VCARD,
    CSV,
    JSON;

    /** The format of a media type, such as {@code text/vcard}, as programs of all ages name it. */
    public static Optional<ImportFormat> of(String type, String subtype) {
        return switch ((type + "/" + subtype).toLowerCase(Locale.ROOT)) {
            case "text/vcard", "text/x-vcard", "text/directory", "application/vcard" -> Optional.of(VCARD);
            case "text/csv", "text/x-csv", "text/comma-separated-values", "application/csv" -> Optional.of(CSV);
            case "application/json", "text/json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}
