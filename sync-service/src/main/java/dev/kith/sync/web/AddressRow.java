package dev.kith.sync.web;

import dev.kith.sync.crm.ContactValue.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A postal address as a form shows and sends it; nothing of it is {@code null}.
 *
 * @param country its code of two letters
 * @param current whether it is where the person is now
 */
public record AddressRow(
        String street,
        String street2,
        String city,
        String region,
        String postalCode,
        String country,
        String label,
        boolean current) {

    static final AddressRow EMPTY = new AddressRow("", "", "", "", "", "", "", true);

    static AddressRow of(Address address) {
        return new AddressRow(
                ValueRow.nullToBlank(address.street()),
                ValueRow.nullToBlank(address.street2()),
                ValueRow.nullToBlank(address.city()),
                ValueRow.nullToBlank(address.region()),
                ValueRow.nullToBlank(address.postalCode()),
                ValueRow.nullToBlank(address.country()),
                ValueRow.nullToBlank(address.label()),
                address.current());
    }

    static List<AddressRow> of(SentEdit sent) {
        List<AddressRow> rows = new ArrayList<>();
        for (int i = 0; sent.addressStreet != null && i < sent.addressStreet.size(); i++) {
            rows.add(new AddressRow(
                    ValueRow.at(sent.addressStreet, i).strip(),
                    ValueRow.at(sent.addressStreet2, i).strip(),
                    ValueRow.at(sent.addressCity, i).strip(),
                    ValueRow.at(sent.addressRegion, i).strip(),
                    ValueRow.at(sent.addressPostalCode, i).strip(),
                    ValueRow.at(sent.addressCountry, i).strip(),
                    ValueRow.at(sent.addressLabel, i).strip(),
                    Boolean.parseBoolean(ValueRow.at(sent.addressCurrent, i))));
        }
        return rows;
    }

    boolean filled() {
        return Stream.of(street, street2, city, region, postalCode, country).anyMatch(part -> !part.isEmpty());
    }

    Address value() {
        return new Address(
                ValueRow.blankToNull(street),
                ValueRow.blankToNull(street2),
                ValueRow.blankToNull(city),
                ValueRow.blankToNull(region),
                ValueRow.blankToNull(postalCode),
                ValueRow.blankToNull(country),
                ValueRow.blankToNull(label),
                current);
    }

    @Override
    public String toString() {
        return "AddressRow[redacted]";
    }
}
