package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A field the user made up. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record CustomField(String key, String value) {}
