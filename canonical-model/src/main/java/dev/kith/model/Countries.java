package dev.kith.model;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds ISO 3166-1 codes of countries as people write them. */
public final class Countries {

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());
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
        codes.put("usa", "US");
        codes.put("uk", "GB");
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
