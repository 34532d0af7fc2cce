package dev.kith.model;

import java.util.List;
import java.util.Objects;

/** What canonical records hold their components to, whatever made them. */
final class Components {

    private Components() {}

    /** The text; {@code null} when it says nothing. */
    static String optional(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** A token as its maker wrote it; {@code null} when it is empty. */
    static String opaque(String token) {
        return token == null || token.isEmpty() ? null : token;
    }

    /** The text, which must say something. */
    static String required(String text, String component) {
        if (text == null || text.isBlank()) {
            throw new InvalidValueException(component + " must not be blank");
        }
        return text;
    }

    /** An id without characters that cannot be stored: a contact is filed under it even when it is set aside. */
    static String id(String id, String component) {
        return required(UnicodeText.clean(id), component);
    }

    static <T> T present(T value, String component) {
        if (value == null) {
            throw new InvalidValueException(component + " must be present");
        }
        return value;
    }

    static long notNegative(long value, String component) {
        if (value < 0) {
            throw new InvalidValueException(component + " must not be negative");
        }
        return value;
    }

    static int within(int value, int least, int most, String component) {
        if (value < least || value > most) {
            throw new InvalidValueException(component + " must be " + least + " to " + most);
        }
        return value;
    }

    /** An unmodifiable copy; none is an empty list. */
    static <T> List<T> list(List<T> list, String component) {
        if (list == null) {
            return List.of();
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new InvalidValueException(component + " must not hold null");
        }
        return List.copyOf(list);
    }

    /** Those ids that say something, without characters that cannot be stored. */
    static List<String> ids(List<String> ids) {
        return ids == null
                ? List.of()
                : ids.stream()
                        .map(id -> optional(UnicodeText.clean(id)))
                        .filter(Objects::nonNull)
                        .toList();
    }
}
