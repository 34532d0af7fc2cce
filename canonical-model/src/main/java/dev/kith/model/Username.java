package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** An account at a messaging or social service. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Username(String value, String service) {}
