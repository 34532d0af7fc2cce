package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * The fields of a contact that hold one value, by their column in {@code contacts}. The statements that write contacts
 * name the columns in this order.
 */
public enum ScalarField {
    NAME("name"),
    FIRST_NAME("first_name"),
    MIDDLE_NAME("middle_name"),
    LAST_NAME("last_name"),
    NICKNAME("nickname"),
    COMPANY("company"),
    DEPARTMENT("department"),
    JOB_TITLE("job_title"),
    AVATAR_URL("avatar_url"),
    NOTES("notes"),
    /** What the CRM has no column for, as canonical JSON: affixes of the name, relations, custom fields. */
    DETAILS("details");

    private final String column;

    ScalarField(String column) {
        this.column = column;
    }

    /** @param column one of these fields' */
    public static ScalarField ofColumn(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String column() {
        return column;
    }
}
