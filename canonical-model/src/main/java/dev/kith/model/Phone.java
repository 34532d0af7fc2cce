package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A phone number. {@code value} stands as the source wrote it; {@code e164} is {@code null} where the number is not valid. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Phone(String value, String label, boolean primary, String e164) {}
