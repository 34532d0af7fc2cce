package dev.kith.sync.provider.file;

import static dev.kith.model.UnicodeText.stripped;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Labels as Google's export words them, in the words of its interface; labels that people made up stay as they are. */
final class ExportedLabels {

    private static final Map<String, String> KNOWN = known(
            "home",
            "work",
            "other",
            "mobile",
            "main",
            "pager",
            "homeFax",
            "workFax",
            "otherFax",
            "workMobile",
            "workPager",
            "googleVoice",
            "homePage",
            "blog",
            "profile",
            "ftp",
            "reservations",
            "spouse",
            "child",
            "mother",
            "father",
            "parent",
            "brother",
            "sister",
            "friend",
            "relative",
            "manager",
            "assistant",
            "referredBy",
            "partner",
            "domesticPartner",
            "anniversary",
            "birthday");

    private ExportedLabels() {}

    private static Map<String, String> known(String... words) {
        Map<String, String> known = new HashMap<>();
        List.of(words).forEach(word -> known.put(word.toLowerCase(Locale.ROOT), word));
        return known;
    }

    /** Without the star that marks the primary value; {@code null} when nothing is left. */
    static String plain(String label) {
        String plain = label == null ? null : stripped(label.replaceFirst("^\\s*\\*\\s*", ""));
        return plain == null
                ? null
                : KNOWN.getOrDefault(plain.toLowerCase(Locale.ROOT).replaceAll("[ _]", ""), plain);
    }

    /** Google marks the primary value's label with a star. */
    static boolean starred(String label) {
        return label != null && label.strip().startsWith("*");
    }
}
