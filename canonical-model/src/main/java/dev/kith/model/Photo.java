package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A picture by address. A generated one (a letter on a colour) is no picture of the person. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Photo(String url, boolean primary, boolean generated) {}
