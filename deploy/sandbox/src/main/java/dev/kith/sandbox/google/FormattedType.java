package dev.kith.sandbox.google;

import java.util.Locale;
import java.util.Map;

/** What Google shows for a type in the reader's language. A type that somebody typed is shown as it was typed. */
final class FormattedType {

    private static final Map<String, Map<String, String>> LANGUAGES = Map.of(
            "de",
            Map.ofEntries(
                    Map.entry("home", "Privat"),
                    Map.entry("work", "Geschäftlich"),
                    Map.entry("mobile", "Mobil"),
                    Map.entry("main", "Hauptnummer"),
                    Map.entry("other", "Andere"),
                    Map.entry("anniversary", "Jahrestag"),
                    Map.entry("spouse", "Ehepartner"),
                    Map.entry("homePage", "Startseite"),
                    Map.entry("myContacts", "Meine Kontakte"),
                    Map.entry("family", "Familie"),
                    Map.entry("friends", "Freunde"),
                    Map.entry("coworkers", "Kollegen"),
                    Map.entry("starred", "Markiert")),
            "fr",
            Map.ofEntries(
                    Map.entry("home", "Domicile"),
                    Map.entry("work", "Travail"),
                    Map.entry("mobile", "Mobile"),
                    Map.entry("main", "Principal"),
                    Map.entry("other", "Autre"),
                    Map.entry("anniversary", "Anniversaire"),
                    Map.entry("spouse", "Conjoint(e)"),
                    Map.entry("homePage", "Page d'accueil"),
                    Map.entry("myContacts", "Mes contacts"),
                    Map.entry("family", "Famille"),
                    Map.entry("friends", "Amis"),
                    Map.entry("coworkers", "Collègues"),
                    Map.entry("starred", "Favoris")));

    private FormattedType() {}

    /**
     * @param language the value of {@code Accept-Language}; of it the first language counts
     */
    static String of(String type, String language) {
        String code =
                language.isBlank() ? "en" : language.strip().split("[-_,;]")[0].toLowerCase(Locale.ROOT);
        String translated = LANGUAGES.getOrDefault(code, Map.of()).get(type);
        if (translated != null) {
            return translated;
        }
        String spaced = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return spaced.isEmpty() ? "" : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
