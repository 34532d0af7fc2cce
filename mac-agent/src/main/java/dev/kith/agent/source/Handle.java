package dev.kith.agent.source;

import dev.kith.model.Counterpart;
import dev.kith.model.InteractionId;
import dev.kith.model.UnicodeText;
import java.util.Locale;

/** Somebody's handle with the hash it has in external ids. */
public record Handle(Counterpart counterpart, String hash) {

    /** Longer ones are no handles of people. */
    private static final int LONGEST = 256;

    /** {@code null} where there is none. */
    public static Handle of(String handle, String region) {
        String stripped = UnicodeText.stripped(handle);
        if (stripped == null || stripped.length() > LONGEST) {
            return null;
        }
        Counterpart counterpart = Counterpart.of(stripped, region);
        return new Handle(counterpart, InteractionId.hash(counterpart));
    }

    /** A country as Apple writes it, as ISO 3166-1 alpha-2. */
    public static String region(String country, String otherwise) {
        return country != null && country.matches("[A-Za-z]{2}") ? country.toUpperCase(Locale.ROOT) : otherwise;
    }
}
