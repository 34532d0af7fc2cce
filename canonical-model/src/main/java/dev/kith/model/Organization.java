package dev.kith.model;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A place somebody works at or belongs to. */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Organization(String name, String department, String title, boolean current) {}
