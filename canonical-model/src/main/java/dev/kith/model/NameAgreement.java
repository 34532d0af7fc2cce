package dev.kith.model;

import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether two names can be one person's, as a careful person would judge. */
final class NameAgreement {

    /** What people are addressed with. {@code jr} and {@code sr} are not among them: they tell father and son apart. */
    private static final Set<String> TITLES = Set.of(
            "dr", "mr", "mrs", "ms", "miss", "prof", "sir", "herr", "frau", "dipl", "ing", "phd", "md", "mba", "esq");

    private static final Pattern FAMILY_FIRST = Pattern.compile("([^,]+),([^,]+)");

    private final List<String> left;
    private final List<String> right;

    private NameAgreement(List<String> left, List<String> right) {
        this.left = left;
        this.right = right;
    }

    static boolean between(String one, String other) {
        String spelledOne = spelledOut(one);
        String spelledOther = spelledOut(other);
        return new NameAgreement(words(one), words(other)).holds()
                || spelledOne != null && new NameAgreement(words(spelledOne), words(other)).holds()
                || spelledOther != null && new NameAgreement(words(one), words(spelledOther)).holds();
    }

    private boolean holds() {
        if (left.isEmpty() || right.isEmpty() || String.join("", left).equals(String.join("", right))) {
            return true;
        }
        if (left.size() == right.size()
                && left.stream()
                        .sorted()
                        .toList()
                        .equals(right.stream().sorted().toList())) {
            return true;
        }
        if (left.size() == 1 || right.size() == 1) {
            // A single word agrees with the other's given name, never with a family name alone.
            return sameGivenName(left.get(0), right.get(0));
        }
        return sameWordOrInitial(left.get(left.size() - 1), right.get(right.size() - 1))
                && sameGivenName(left.get(0), right.get(0))
                && middleAgrees();
    }

    private boolean middleAgrees() {
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
                || isInitial(one) && other.startsWith(one)
                || isInitial(other) && one.startsWith(other);
    }

    /** A single letter of a script that has capitals: in others one character is a whole name. */
    private static boolean isInitial(String word) {
        return word.codePointCount(0, word.length()) == 1 && Character.isLowerCase(word.codePointAt(0));
    }

    private static List<String> words(String name) {
        String folded = NameFolder.fold(givenNameFirst(name));
        if (folded.isEmpty()) {
            return List.of();
        }
        List<String> all = List.of(folded.split(" "));
        List<String> untitled =
                all.stream().filter(word -> !TITLES.contains(word)).toList();
        return untitled.isEmpty() ? all : untitled;
    }

    private static String givenNameFirst(String name) {
        if (name == null || name.indexOf(',') < 0) {
            return name;
        }
        return FAMILY_FIRST.matcher(name).replaceFirst("$2 $1");
    }

    /** The name with umlauts as people without those keys write them; {@code null} when there are none. */
    private static String spelledOut(String name) {
        if (name == null) {
            return null;
        }
        String composed = Normalizer.normalize(name, Normalizer.Form.NFC);
        String spelled = composed.replace("ä", "ae")
                .replace("Ä", "Ae")
                .replace("ö", "oe")
                .replace("Ö", "Oe")
                .replace("ü", "ue")
                .replace("Ü", "Ue")
                .replace("å", "aa")
                .replace("Å", "Aa")
                .replace("ø", "oe")
                .replace("Ø", "Oe");
        return spelled.equals(composed) ? null : spelled;
    }
}
