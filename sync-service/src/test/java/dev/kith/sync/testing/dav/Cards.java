package dev.kith.sync.testing.dav;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Cards as address books hold them. */
public final class Cards {

    private Cards() {}

    public static String person(String uid, String givenName, String familyName) {
        return card(
                uid,
                "FN:" + givenName + " " + familyName,
                "N:" + familyName + ";" + givenName + ";;;",
                "EMAIL;TYPE=INTERNET;TYPE=HOME:" + uid + "@example.com");
    }

    /** A group as Apple's programs keep them. */
    public static String group(String uid, String name, String... memberUids) {
        String members = Arrays.stream(memberUids)
                .map(member -> "\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:" + member)
                .collect(Collectors.joining());
        return card(uid, "FN:" + name, "N:" + name, "X-ADDRESSBOOKSERVER-KIND:group" + members);
    }

    private static String card(String uid, String... lines) {
        return "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:" + uid + "\r\n" + String.join("\r\n", lines) + "\r\nEND:VCARD\r\n";
    }

    /** So many people by the names of their cards. */
    public static Map<String, String> people(int count, String marker) {
        Map<String, String> cards = new LinkedHashMap<>();
        for (int i = 1; i <= count; i++) {
            cards.put(
                    marker + "-" + i + ".vcf",
                    person(marker + "-" + i, "Given" + i, marker.toUpperCase(Locale.ROOT) + i));
        }
        return cards;
    }
}
