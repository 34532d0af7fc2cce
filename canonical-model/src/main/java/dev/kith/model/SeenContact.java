package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A contact the source still holds unchanged: named without its body. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record SeenContact(String externalId, String etag) {}
