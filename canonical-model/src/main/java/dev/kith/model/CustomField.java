package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A field the user made up. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CustomField(String key, String value) {}
