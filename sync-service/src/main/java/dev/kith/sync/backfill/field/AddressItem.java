package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row of {@code addresses}; {@code country} is ISO 3166-1 alpha-2. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record AddressItem(
        String label,
        String line1,
        String line2,
        String city,
        String province,
        String postalCode,
        String country,
        boolean current)
        implements CrmItem {

    @Override
    @JsonIgnore
    public String key() {
        return Stream.of(line1, line2, city, province, postalCode, country)
                .map(part -> Objects.requireNonNullElse(part, "").strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|"));
    }

    @Override
    @JsonIgnore
    public String kind() {
        return "address";
    }

    @Override
    @JsonIgnore
    public String text() {
        return Stream.of(line1, line2, postalCode, city, province, country)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    public AddressItem notCurrent() {
        return new AddressItem(label, line1, line2, city, province, postalCode, country, false);
    }
}
