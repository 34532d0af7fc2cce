package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A postal address. {@code country} is ISO 3166-1 alpha-2; {@code formatted} is the source's own rendering. */
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
        boolean current) {}
