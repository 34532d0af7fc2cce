package dev.kith.sync.crm;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which order contacts are listed; the id breaks ties, so that pages neither overlap nor skip. */
public enum ContactSort {
    /** Those whose name is only a number, or stands in brackets as that of a placeholder, come behind all others. */
    NAME_ASC(byName("")),
    NAME_DESC(byName(" DESC")),
    CREATED_DESC("c.created_at DESC, c.id"),
    /** Whom nobody was ever in touch with comes first. */
    LAST_CONTACTED_ASC("c.last_contacted_at NULLS FIRST, c.id"),
    LAST_CONTACTED_DESC("c.last_contacted_at DESC NULLS LAST, c.id");

    private final String order;

    ContactSort(String order) {
        this.order = order;
    }

    private static String byName(String direction) {
        return String.join(
                direction + ", ",
                "coalesce(c.last_name, c.name) ~ '^([0-9+() .#*/-]+|\\(.*\\))$'",
                "lower(coalesce(c.last_name, c.name))",
                "lower(coalesce(c.first_name, ''))",
                "c.id" + direction);
    }

    String order() {
        return order;
    }

    private String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ContactSort> of(String wire) {
        return Arrays.stream(values()).filter(sort -> sort.wire().equals(wire)).findFirst();
    }

    public static String names() {
        return Arrays.stream(values()).map(ContactSort::wire).collect(Collectors.joining(", "));
    }
}
