package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;

/** A row of {@code contact_info}: an e-mail address, a phone number, a web address or a username. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record InfoItem(String type, String value, String label, boolean primary) implements CrmItem {

    public static final String EMAIL = "email";
    public static final String PHONE = "phone";
    public static final String WEBSITE = "website";
    public static final String OTHER = "other";

    @Override
    @JsonIgnore
    public String key() {
        return type + ":" + comparable();
    }

    @Override
    @JsonIgnore
    public String kind() {
        return type;
    }

    @Override
    @JsonIgnore
    public String text() {
        return value;
    }

    private String comparable() {
        if (type.equals(PHONE)) {
            String dialled = value.replaceAll("[^0-9+]", "");
            return dialled.isEmpty() ? value.strip() : dialled;
        }
        return value.strip().toLowerCase(Locale.ROOT);
    }

    public InfoItem withPrimary(boolean newPrimary) {
        return new InfoItem(type, value, label, newPrimary);
    }
}
