package dev.kith.sync.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** Every successful answer. */
public record Envelope<T>(
        @JsonInclude(JsonInclude.Include.ALWAYS) T data,
        @JsonInclude(JsonInclude.Include.NON_NULL) Object meta) {

    public static <T> Envelope<T> of(T data) {
        return new Envelope<>(data, null);
    }

    public static <T> Envelope<T> of(T data, Object meta) {
        return new Envelope<>(data, meta);
    }
}
