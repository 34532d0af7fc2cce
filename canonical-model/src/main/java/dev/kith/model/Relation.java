package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Somebody this contact is related to, as free text. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Relation(String person, String label) {}
