package dev.kith.sync.provider.vcard;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.util.List;

/**
 * Android's rows that vCard has no property for: the row's content type, then its columns.
 *
 * @see <a href="https://developer.android.com/reference/android/provider/ContactsContract.CommonDataKinds">the columns</a>
 */
final class AndroidCustom {

    private static final String ITEM = "vnd.android.cursor.item/";

    private static final List<String> RELATIONS = List.of(
            "",
            "assistant",
            "brother",
            "child",
            "domesticPartner",
            "father",
            "friend",
            "manager",
            "mother",
            "parent",
            "partner",
            "referredBy",
            "relative",
            "sister",
            "spouse");

    private static final List<String> EVENTS = List.of("", "anniversary", "other", "birthday");

    private AndroidCustom() {}

    static void take(String value, Gathered gathered) {
        List<String> columns = VObjectPropertyValues.parseSemiStructured(value);
        String type = columns.isEmpty() ? "" : columns.get(0).strip();
        String content = column(columns, 1);
        if (content == null || !type.startsWith(ITEM)) {
            gathered.custom("X-ANDROID-CUSTOM", CardText.unescaped(value));
            return;
        }
        switch (type.substring(ITEM.length())) {
            case "nickname" -> gathered.nicknames.add(content);
            case "contact_event" -> gathered.day(label(columns, EVENTS), content, null);
            case "relation" -> gathered.relation(content, label(columns, RELATIONS));
            default ->
                gathered.custom(
                        type.substring(ITEM.length()), CardText.joined(columns.subList(1, columns.size()), "; "));
        }
    }

    /** The kind of a row, by number or, where that is 0, in words. */
    private static String label(List<String> columns, List<String> known) {
        String kind = column(columns, 2);
        int number = kind != null && kind.matches("\\d{1,2}") ? Integer.parseInt(kind) : 0;
        return number > 0 && number < known.size() ? known.get(number) : column(columns, 3);
    }

    private static String column(List<String> columns, int index) {
        return index < columns.size() ? CardText.clean(columns.get(index)) : null;
    }
}
