package dev.kith.sync.crm;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The words of a search, however they were typed or wherever they were copied from. */
public final class SearchTerms {

    /** More words than this nobody types. */
    public static final int MOST = 30;

    /** As in +44 (0) 20: dialled only at home, and no part of the number. */
    private static final Pattern TRUNK_ZERO = Pattern.compile("\\(0\\)");

    /** Spaces of every kind, the one that must not break included. */
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /** What stands around a word and is no part of it: marks of direction and width, quotes, and what parts the words of a list. */
    private static final String AROUND = "[\\p{Cf},;:\"'‘’“”„«»<>]+";

    private static final Pattern EDGES = Pattern.compile("^" + AROUND + "|" + AROUND + "$");
    private static final Pattern SCHEME = Pattern.compile("^(?:tel|mailto):(?=.)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\\x{2212}]");
    private static final Pattern NUMBER = Pattern.compile("[0-9+().\\-/]*[0-9][0-9+().\\-/]*");

    private SearchTerms() {}

    /** Each word once; none for a search for everybody. */
    public static List<String> of(String search) {
        return search == null
                ? List.of()
                : Arrays.stream(SPACES.split(TRUNK_ZERO.matcher(search).replaceAll(" ")))
                        .map(SearchTerms::bare)
                        .filter(term -> !term.isEmpty())
                        .distinct()
                        .toList();
    }

    private static String bare(String word) {
        String bare = EDGES.matcher(
                        SCHEME.matcher(EDGES.matcher(word).replaceAll("")).replaceFirst(""))
                .replaceAll("");
        return bare.isEmpty() ? word : bare;
    }

    /** Digits without trunk zeros, which a number in international form does not have; empty for anything else. */
    static String digits(String term) {
        StringBuilder plain = new StringBuilder();
        DASHES.matcher(term).replaceAll("-").codePoints().forEach(each -> {
            int digit = Character.digit(each, 10);
            plain.appendCodePoint(digit < 0 ? each : '0' + digit);
        });
        return NUMBER.matcher(plain).matches()
                ? plain.toString().replaceAll("[^0-9]", "").replaceFirst("^0+(?=.)", "")
                : "";
    }
}
