package dev.kith.sync.provider.vcard;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import dev.kith.model.UnicodeText;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/** Text of properties as it may be stored. */
final class CardText {

    private CardText() {}

    /** Without white space round it and control characters; {@code null} when nothing is left. */
    static String clean(String text) {
        return text == null ? null : UnicodeText.stripped(text.replace("\r\n", "\n"));
    }

    /** The same of a value in which commas, semicolons and line breaks are escaped. */
    static String unescaped(String value) {
        return value == null ? null : clean(VObjectPropertyValues.unescape(value));
    }

    /** All parts that say something; {@code null} when none does. */
    static String joined(Collection<String> parts, String separator) {
        return clean(
                parts.stream().map(CardText::clean).filter(Objects::nonNull).collect(Collectors.joining(separator)));
    }

    /** The text on one line, as it stands in a value. */
    static String escaped(String text) {
        return VObjectPropertyValues.escape(text).replace("\n", "\\n");
    }
}
