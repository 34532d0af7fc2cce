package dev.kith.sync.web;

/** Something that a list can be narrowed to. */
public record Filter(String value, String title) {}
