package dev.kith.sync.backfill.field;

import dev.kith.model.PostalAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts postal addresses into the CRM's form, whose first line may not be empty. */
final class AddressMapper {

    private AddressMapper() {}

    static List<AddressItem> map(List<PostalAddress> addresses) {
        return ContactMapper.distinct(addresses.stream()
                .map(AddressMapper::map)
                .filter(Objects::nonNull)
                .toList());
    }

    private static AddressItem map(PostalAddress address) {
        String street = joined(", ", address.street(), address.poBox());
        boolean structured = ContactMapper.present(street) || ContactMapper.present(address.street2());
        String firstLine = Stream.of(
                        street,
                        address.street2(),
                        address.city() == null ? oneLine(address.formatted()) : null,
                        address.city(),
                        address.region(),
                        address.postalCode(),
                        address.country() == null ? address.countryName() : address.country())
                .filter(ContactMapper::present)
                .findFirst()
                .orElse(null);
        if (firstLine == null) {
            return null;
        }
        String secondLine = structured && ContactMapper.present(street) ? address.street2() : null;
        return new AddressItem(
                ContactMapper.present(address.label()) ? address.label() : "Home",
                oneLine(firstLine),
                oneLine(withCountry(secondLine, firstLine, address)),
                blankToNull(address.city()),
                blankToNull(address.region()),
                blankToNull(address.postalCode()),
                address.country(),
                address.current());
    }

    /** The CRM's country is an ISO code; the name of one that has none goes on the second line. */
    private static String withCountry(String secondLine, String firstLine, PostalAddress address) {
        boolean told =
                address.country() != null || address.countryName() == null || firstLine.contains(address.countryName());
        return told ? secondLine : joined(", ", secondLine, address.countryName());
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(ContactMapper::present).collect(Collectors.joining(separator));
    }

    private static String oneLine(String text) {
        return text == null ? null : text.strip().replaceAll("\\s*[\\r\\n]+\\s*", ", ");
    }

    private static String blankToNull(String text) {
        return ContactMapper.present(text) ? text : null;
    }
}
