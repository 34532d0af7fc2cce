package dev.kith.agent.source;

import dev.kith.model.Counterpart;
import dev.kith.model.InteractionId;
import dev.kith.model.UnicodeText;
import java.util.Locale;
import java.util.regex.Pattern;

/** Somebody's handle with the hash it has in external ids. */
public record Handle(Counterpart counterpart, String hash) {

    /** Longer ones are no handles of people. */
    private static final int LONGEST = 256;

    /** What numbers carry that were copied from a page, or taken as a link. */
    private static final Pattern AROUND_NUMBERS =
            Pattern.compile("(?i)^tel:|[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    /** {@code null} where there is none. */
    public static Handle of(String handle, String region) {
        String stripped = handle == null
                ? null
                : UnicodeText.stripped(AROUND_NUMBERS.matcher(handle).replaceAll(""));
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
