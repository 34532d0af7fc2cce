package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * Where every value of one contact came from: field owners with their bases, and the items that sources put there by
 * item key. A field or item that is not named here is a human's.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Provenance(
        Map<ScalarField, FieldState> fields,
        Map<String, ItemState<InfoItem>> infos,
        Map<String, ItemState<AddressItem>> addresses,
        Map<String, ItemState<DateItem>> dates) {

    public static final Provenance NONE = new Provenance(Map.of(), Map.of(), Map.of(), Map.of());

    public Provenance {
        fields = fields == null ? Map.of() : Map.copyOf(fields);
        infos = infos == null ? Map.of() : Map.copyOf(infos);
        addresses = addresses == null ? Map.of() : Map.copyOf(addresses);
        dates = dates == null ? Map.of() : Map.copyOf(dates);
    }
}
