package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;

/** A row of {@code important_dates}. A year learnt later belongs to the same item. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record DateItem(String label, Integer year, int month, int day) implements CrmItem {

    @Override
    @JsonIgnore
    public String key() {
        return label.strip().toLowerCase(Locale.ROOT) + ":" + month + "-" + day;
    }

    @Override
    @JsonIgnore
    public String kind() {
        return "date";
    }

    /** ISO 8601; without a year as vCard has it (RFC 6350, 4.3.1). */
    @Override
    @JsonIgnore
    public String text() {
        String written = String.format(Locale.ROOT, "%02d-%02d", month, day);
        return year == null ? "--" + written : year + "-" + written;
    }
}
