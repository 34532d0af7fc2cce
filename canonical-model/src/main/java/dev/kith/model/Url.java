package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A web address. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Url(String value, String label) {}
