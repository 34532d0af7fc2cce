package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A web address. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Url(String value, String label) {}
