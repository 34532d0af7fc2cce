package dev.kith.sync.backfill.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;

/**
 * What a source says about a contact, in the CRM's terms.
 *
 * @param scalars only fields the source holds a value for
 * @param groups external ids of the source's groups; names follow when the run ends
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MappedContact(
        Map<ScalarField, String> scalars,
        List<InfoItem> infos,
        List<AddressItem> addresses,
        List<DateItem> dates,
        List<String> groups) {

    public static final MappedContact EMPTY = new MappedContact(Map.of(), List.of(), List.of(), List.of(), List.of());

    public MappedContact {
        scalars = scalars == null ? Map.of() : Map.copyOf(scalars);
        infos = infos == null ? List.of() : List.copyOf(infos);
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        dates = dates == null ? List.of() : List.copyOf(dates);
        groups = groups == null ? List.of() : List.copyOf(groups);
    }

    public String scalar(ScalarField field) {
        return scalars.get(field);
    }
}
