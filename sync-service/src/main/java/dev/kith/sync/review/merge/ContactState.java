package dev.kith.sync.review.merge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kith.sync.backfill.LocalContact;
import dev.kith.sync.backfill.field.AddressItem;
import dev.kith.sync.backfill.field.DateItem;
import dev.kith.sync.backfill.field.InfoItem;
import dev.kith.sync.backfill.field.ItemRow;
import dev.kith.sync.backfill.field.Provenance;
import dev.kith.sync.backfill.field.ScalarField;
import java.util.List;
import java.util.Map;

/** The values of a contact at one moment, with where each came from. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ContactState(
        Map<ScalarField, String> scalars,
        List<ItemRow<InfoItem>> infos,
        List<ItemRow<AddressItem>> addresses,
        List<ItemRow<DateItem>> dates,
        Provenance provenance) {

    ContactState {
        scalars = scalars == null ? Map.of() : Map.copyOf(scalars);
        infos = infos == null ? List.of() : List.copyOf(infos);
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        dates = dates == null ? List.of() : List.copyOf(dates);
        provenance = provenance == null ? Provenance.NONE : provenance;
    }

    static ContactState of(LocalContact contact) {
        return new ContactState(
                contact.scalars(), contact.infos(), contact.addresses(), contact.dates(), contact.provenance());
    }
}
