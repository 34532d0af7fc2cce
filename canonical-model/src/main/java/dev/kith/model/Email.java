package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An e-mail address. {@code value} stands as the source wrote it, {@code normalized} as it is compared. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Email(String value, String label, boolean primary, String normalized) {}
