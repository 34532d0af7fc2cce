package dev.kith.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares names of people the way a careful person would. */
public final class NameFolder {

    private NameFolder() {}

    /** The name without case, accents and punctuation, its words one space apart. */
    public static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("['’`.]", "")
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
    }

    /**
     * Whether two names can be one person's: equal after folding, one a nickname or initial of the other, or one side
     * has none.
     */
    public static boolean namesAgree(String one, String other) {
        List<String> left = words(one);
        List<String> right = words(other);
        if (left.isEmpty() || right.isEmpty() || sorted(left).equals(sorted(right))) {
            return true;
        }
        if (left.size() == 1 || right.size() == 1) {
            // A single word agrees with the other's given name, never with a family name alone.
            return sameGivenName(left.get(0), right.get(0));
        }
        boolean sameFamily = sameWordOrInitial(left.get(left.size() - 1), right.get(right.size() - 1));
        return sameFamily && sameGivenName(left.get(0), right.get(0)) && middleAgrees(left, right);
    }

    private static boolean middleAgrees(List<String> left, List<String> right) {
        List<String> one = left.subList(1, left.size() - 1);
        List<String> other = right.subList(1, right.size() - 1);
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            if (!sameWordOrInitial(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameGivenName(String one, String other) {
        return sameWordOrInitial(one, other) || Nicknames.same(one, other);
    }

    private static boolean sameWordOrInitial(String one, String other) {
        return one.equals(other)
                || one.length() == 1 && other.startsWith(one)
                || other.length() == 1 && one.startsWith(other);
    }

    private static List<String> words(String name) {
        String folded = name == null ? "" : fold(name);
        return folded.isEmpty() ? List.of() : List.of(folded.split(" "));
    }

    private static List<String> sorted(List<String> words) {
        List<String> sorted = new ArrayList<>(words);
        sorted.sort(null);
        return sorted;
    }
}
