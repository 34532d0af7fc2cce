package dev.kith.sync.api.mcp;

/** Hands numbers to operations, which read them as callers over HTTP write them. */
final class Numbers {

    private Numbers() {}

    static String text(Integer number) {
        return number == null ? null : number.toString();
    }
}
