package dev.kith.sync.run;

/** Why a run failed or is held, and what to do. */
public record RunError(String code, String message) {}
