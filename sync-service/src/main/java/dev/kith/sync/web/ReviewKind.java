package dev.kith.sync.web;

/** A kind of question, and how many of it wait. */
public record ReviewKind(String kind, String title, long count) {}
