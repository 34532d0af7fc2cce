package dev.kith.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds ISO 3166-1 codes of countries as people write them. */
public final class Countries {

    private static final Set<String> CODES = Set.of(Locale.getISOCountries());
    private static final Map<String, String> BY_ENGLISH_NAME = byEnglishName();

    /** Names that people use and no list of countries has, or no longer. */
    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("us", "US"),
            Map.entry("america", "US"),
            Map.entry("unitedstatesofamerica", "US"),
            Map.entry("eeuu", "US"),
            Map.entry("uk", "GB"),
            Map.entry("greatbritain", "GB"),
            Map.entry("england", "GB"),
            Map.entry("scotland", "GB"),
            Map.entry("wales", "GB"),
            Map.entry("northernireland", "GB"),
            Map.entry("republicofireland", "IE"),
            Map.entry("holland", "NL"),
            Map.entry("thenetherlands", "NL"),
            Map.entry("russianfederation", "RU"),
            Map.entry("korea", "KR"),
            Map.entry("republicofkorea", "KR"),
            Map.entry("southkorea", "KR"),
            Map.entry("uae", "AE"),
            Map.entry("macau", "MO"),
            Map.entry("palestine", "PS"),
            Map.entry("turkey", "TR"),
            Map.entry("turkiye", "TR"),
            Map.entry("czechrepublic", "CZ"),
            Map.entry("czechia", "CZ"),
            Map.entry("macedonia", "MK"),
            Map.entry("swaziland", "SZ"),
            Map.entry("burma", "MM"),
            Map.entry("myanmar", "MM"),
            Map.entry("capeverde", "CV"),
            Map.entry("ivorycoast", "CI"),
            Map.entry("bosnia", "BA"),
            Map.entry("vatican", "VA"),
            Map.entry("easttimor", "TL"));

    /** Made when a name is neither a code nor English: hundreds of names for each language. */
    private static final class Translated {

        private static final List<String> LANGUAGES = List.of(
                ("ar bg bn ca cs da de el es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka ko lt lv mk ms nb nl pl pt "
                                + "ro ru sk sl sq sr sv sw ta th tr uk ur vi zh")
                        .split(" "));

        private static final Map<String, String> BY_NAME = byName();

        /** A name that means two countries in two languages is nobody's. */
        private static Map<String, String> byName() {
            Map<String, String> codes = new HashMap<>();
            Set<String> ambiguous = new HashSet<>();
            for (String language : LANGUAGES) {
                Locale locale = Locale.forLanguageTag(language);
                forEachCountry(country -> country.getDisplayCountry(locale), (name, code) -> {
                    String other = codes.putIfAbsent(name, code);
                    if (other != null && !other.equals(code)) {
                        ambiguous.add(name);
                    }
                });
            }
            codes.keySet().removeAll(ambiguous);
            return codes;
        }
    }

    private interface Named {
        void accept(String name, String code);
    }

    private Countries() {}

    private static Map<String, String> byEnglishName() {
        Map<String, String> codes = new HashMap<>();
        forEachCountry(Locale::getISO3Country, codes::put);
        forEachCountry(country -> country.getDisplayCountry(Locale.ENGLISH), codes::put);
        return codes;
    }

    private static void forEachCountry(Function<Locale, String> name, Named named) {
        for (String code : Locale.getISOCountries()) {
            named.accept(key(name.apply(Locale.forLanguageTag("und-" + code))), code);
        }
    }

    /** The code of a country given by code or by name in one of many languages; {@code null} when it is none. */
    public static String code(String country) {
        if (country == null || country.isBlank()) {
            return null;
        }
        String upper = country.strip().toUpperCase(Locale.ROOT);
        if (CODES.contains(upper)) {
            return upper;
        }
        String name = key(country);
        String common = COMMON.getOrDefault(name, BY_ENGLISH_NAME.get(name));
        return common != null || name.isEmpty() ? common : Translated.BY_NAME.get(name);
    }

    private static String key(String name) {
        return NameFolder.fold(name).replace(" ", "");
    }
}
