package dev.kith.sync.interaction;

import java.util.Arrays;
import java.util.Optional;

/** Where an interaction was noted down: the values of {@code interactions.source}. */
public enum InteractionSource {
    MANUAL,
    IMPORT_IOS,
    IMPORT_ANDROID,
    IMPORT_EMAIL,
    API;

    public static Optional<InteractionSource> of(String name) {
        return Arrays.stream(values())
                .filter(source -> source.name().equals(name))
                .findFirst();
    }
}
