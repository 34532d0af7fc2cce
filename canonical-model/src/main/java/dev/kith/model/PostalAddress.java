package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;

/**
 * A postal address.
 *
 * @param street may hold line breaks
 * @param country ISO 3166-1 alpha-2, see {@link Countries}
 * @param countryName the country as the source wrote it
 * @param formatted the source's own rendering, often all there is
 * @param current whether the source marks it as the one in use
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record PostalAddress(
        String street,
        String street2,
        String poBox,
        String city,
        String region,
        String postalCode,
        String country,
        String countryName,
        String formatted,
        String label,
        boolean current) {

    private static final Pattern ALPHA_2 = Pattern.compile("[A-Z]{2}");

    public PostalAddress {
        street = Components.optional(street);
        street2 = Components.optional(street2);
        poBox = Components.optional(poBox);
        city = Components.optional(city);
        region = Components.optional(region);
        postalCode = Components.optional(postalCode);
        country = Components.optional(country);
        countryName = Components.optional(countryName);
        formatted = Components.optional(formatted);
        label = Components.optional(label);
        if (country != null && !ALPHA_2.matcher(country).matches()) {
            throw new InvalidValueException("country must be two capital letters");
        }
    }

    /** Tells nothing of the person. */
    @Override
    public String toString() {
        return "PostalAddress[current=" + current + "]";
    }
}
