package dev.kith.model;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds ISO 3166-1 codes of countries as people write them. */
public final class Countries {

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());
    /** What people call countries beside the names of the Unicode tables, which change from one JDK to the next. */
    private static final Map<String, String> ALSO_CALLED = Map.ofEntries(
            Map.entry("usa", "US"),
            Map.entry("u.s.", "US"),
            Map.entry("u.s.a.", "US"),
            Map.entry("united states of america", "US"),
            Map.entry("uk", "GB"),
            Map.entry("u.k.", "GB"),
            Map.entry("great britain", "GB"),
            Map.entry("england", "GB"),
            Map.entry("scotland", "GB"),
            Map.entry("wales", "GB"),
            Map.entry("northern ireland", "GB"),
            Map.entry("holland", "NL"),
            Map.entry("the netherlands", "NL"),
            Map.entry("czech republic", "CZ"),
            Map.entry("czechia", "CZ"),
            Map.entry("turkey", "TR"),
            Map.entry("türkiye", "TR"));

    private static final Map<String, String> BY_NAME = byName();

    private Countries() {}

    private static Map<String, String> byName() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            Locale country = new Locale("", code);
            codes.putIfAbsent(country.getDisplayCountry(Locale.ENGLISH).toLowerCase(Locale.ROOT), code);
            codes.putIfAbsent(country.getISO3Country().toLowerCase(Locale.ROOT), code);
            for (String language : Locale.getISOLanguages()) {
                codes.putIfAbsent(
                        country.getDisplayCountry(new Locale(language)).toLowerCase(Locale.ROOT), code);
            }
        }
        codes.putAll(ALSO_CALLED);
        return codes;
    }

    /** The code of a country given by code or by name in any language; {@code null} when it is none. */
    public static String code(String country) {
        if (country == null) {
            return null;
        }
        String upper = country.strip().toUpperCase(Locale.ROOT);
        return CODES.contains(upper) ? upper : BY_NAME.get(country.strip().toLowerCase(Locale.ROOT));
    }
}
